"""ro-crate-metadata.json and CITATION.cff say one thing, and it is true of the files."""

import csv
import hashlib
import json

import pytest
import yaml


@pytest.fixture(scope="module")
def entities(root):
    crate = json.loads((root / "ro-crate-metadata.json").read_text("utf-8"))
    assert crate["@context"] == "https://w3id.org/ro/crate/1.1/context"
    return {entity["@id"]: entity for entity in crate["@graph"]}


@pytest.fixture(scope="module")
def about(root):
    return yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))


def ids(references):
    return {reference["@id"] for reference in references}


def test_the_crate_says_what_the_citation_file_says(entities, about):
    crate = entities["./"]
    assert entities["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    assert crate["name"] == about["title"] and crate["description"] == about["abstract"]
    assert crate["datePublished"] == about["date-released"]
    assert crate["version"] == about["version"] and crate["keywords"] == about["keywords"]
    authors = [entities[author["@id"]]["name"] for author in crate["author"]]
    assert authors == [author["name"] for author in about["authors"]]
    assert entities[crate["license"]["@id"]]["identifier"].endswith(f"/{about['license']}")


def test_every_file_and_folder_exists_and_no_notebook_is_missing(entities, root):
    for name, entity in entities.items():
        if "File" in entity["@type"] or "Dataset" in entity["@type"]:
            assert (root / name).exists(), name
    books = {path.relative_to(root).as_posix() for path in (root / "notebooks").glob("*.ipynb")}
    assert ids(entities["notebooks/"]["hasPart"]) == books
    for name in books:
        first = json.loads((root / name).read_text("utf-8"))["cells"][0]["source"][0]
        assert f"# {entities[name]['name']}" == first.strip()


def test_the_texts_are_those_of_the_table_byte_for_byte(entities, root):
    with (root / "seeds" / "sources.csv").open(encoding="utf-8", newline="") as file:
        sources = list(csv.DictReader(file))
    for source in sources:
        text = entities[f"seeds/{source['file']}"]
        content = (root / "seeds" / source["file"]).read_bytes()
        assert text["sha256"] == source["sha256"] == hashlib.sha256(content).hexdigest()
        assert text["inLanguage"] == source["language"] and text["name"] == source["title"]
        assert "not under the licence" in text["usageInfo"]
    assert {f"seeds/{source['file']}" for source in sources} == ids(entities["#reading"]["object"])


def test_everything_referred_to_is_described(entities):
    def references(value):
        if isinstance(value, dict):
            yield from [value["@id"]] if set(value) == {"@id"} else references([*value.values()])
        elif isinstance(value, list):
            for part in value:
                yield from references(part)

    named = set(references([*entities.values()]))
    assert named - set(entities) == {"https://w3id.org/ro/crate/1.1"}


def test_roles_name_programs_as_programs(entities):
    roles = [entity for entity in entities.values() if entity["@type"] == "Role"]
    assert len(roles) == 2 and all(role["roleName"] for role in roles)
    assert entities["#language-models"]["@type"] == "SoftwareApplication"
    assert not [entity for entity in entities.values() if entity["@type"] == "Person"]
