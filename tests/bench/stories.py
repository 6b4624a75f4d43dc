"""How well stories are told apart: `python tests/bench/stories.py [STANCE-DATA]`.

Pours tests/stories, the seeds, and the folders of stance data that are given (docs/measurements.md) into one, and
prints B-cubed, each wrong join and each split. What belongs together in the stance data: a claim and the articles that
agree or disagree with it. Articles marked unrelated, and claims on one event, are placed by `stories.yaml`.
"""

import sys
from pathlib import Path

import yaml

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from bcubed import b_cubed, errors, labelled_stories

from factcmp.articles.from_text import make_article
from factcmp.stories.separating import separate_stories


def main() -> None:
    root = Path(__file__).parents[2]
    gold = {str(path.relative_to(root)): (path, story) for path, story in labelled_stories().items()}
    gold |= {str(path.relative_to(root)): (path, "seeds") for path in sorted((root / "seeds").glob("*.txt"))}
    places = yaml.safe_load(Path(__file__).with_name("stories.yaml").read_text(encoding="utf-8"))
    strict = {name: story for name, (_, story) in gold.items()}
    for data in map(Path, sys.argv[1:]):
        for path in sorted(data.glob("*/*/[0-9]*.txt")):
            folder, name = "/".join(path.parts[-3:-1]), "/".join(path.parts[-3:])
            gold[name] = (path, places.get(name, places.get(folder, folder)))
            strict[name] = folder
    articles = [
        make_article(path.read_text(encoding="utf-8", errors="replace"), id=name) for name, (path, _) in gold.items()
    ]
    stories = separate_stories(articles)
    found = {article.id: story.id for story in stories for article in story.articles}
    told = {name: story for name, (_, story) in gold.items()}
    for name, of in (("as labelled", told), ("by folder alone", strict)):
        precision, recall, f1 = b_cubed(found, of)
        print(f"{name}: {len(found)} articles, {len(set(of.values()))} stories, {len(stories)} found: "
              f"B-cubed precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")  # fmt: skip
    print("\n".join(errors(found, told)))


if __name__ == "__main__":
    main()
