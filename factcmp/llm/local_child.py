"""Runs llama.cpp's server until its standard input ends; started as a script by `local_server`.

Reads one line of JSON with what to run and writes one line with the address, both out of sight of other users: a
command line is not. It stands alone, since importing factcmp would cost a second and memory.
"""

import importlib
import json
import os
import sys
from typing import Any


def main() -> None:
    """Loads the model, says where it listens, and stays until whoever started it has gone."""
    asked = json.loads(sys.stdin.readline())
    xllamacpp: Any = importlib.import_module("xllamacpp")
    params = xllamacpp.CommonParams()
    params.model.path = asked["path"]
    params.model_alias = {asked["model"]}
    params.n_ctx = asked["context_tokens"]
    params.n_parallel = 1
    params.cpuparams.n_threads = asked["threads"]
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [asked["api_key"]]
    # With the cache of prompts the same request may get another answer the second time.
    params.cache_prompt = False
    params.warmup = False
    params.ui = False
    server = xllamacpp.Server(params)
    print("\n" + json.dumps({"address": server.listening_address}), flush=True)
    sys.stdin.read()
    # Not by way of the destructors: they wait for a request that nobody listens to any more.
    os._exit(0)


if __name__ == "__main__":
    main()
