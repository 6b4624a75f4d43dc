"""What tests of more than one room share."""

from collections.abc import Iterator

import pytest
import pytest_socket
from servers import ScriptedServer


@pytest.fixture
def server(socket_enabled: None) -> Iterator[ScriptedServer]:  # noqa: ARG001
    """A scripted endpoint on the loopback; the only address that may be reached."""
    pytest_socket.socket_allow_hosts(["127.0.0.1"])
    server = ScriptedServer()
    yield server
    server.stop()
