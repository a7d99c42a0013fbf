"""What is packed for the browser can be imported there, and everything that it needs is listed."""

import importlib.util
import json
import zipfile
from hashlib import sha256
from importlib.metadata import distribution

import pytest

HOST = "https://pyodide.example/full"
OFFICIAL = "jinja2 lxml matplotlib numpy pandas pillow pyyaml scipy wordcloud charset-normalizer"
OFFICIAL += " ipython micropip jedi six traitlets setuptools"


@pytest.fixture(scope="module")
def lite(root):
    specification = importlib.util.spec_from_file_location("lite", root / "lite" / "build.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def site(lite, tmp_path_factory):
    """Fill a site from a release that has a core and numpy, and lists the other packages."""
    release = tmp_path_factory.mktemp("release")
    for name in lite.CORE:
        (release / name).write_bytes(b"x")
    packages = {
        name: {"name": name, "file_name": f"{name}-1-wasm.whl", "depends": []}
        for name in OFFICIAL.split()
    }
    packages["pandas"]["depends"] = ["numpy"]
    (release / "numpy-1-wasm.whl").write_bytes(b"numpy")
    (release / "pyodide-lock.json").write_text(json.dumps({"packages": packages}), "utf-8")
    lite.fill(folder := tmp_path_factory.mktemp("site") / "pyodide", release, HOST)
    return folder


@pytest.fixture(scope="module")
def packages(site):
    return json.loads((site / "pyodide-lock.json").read_text("utf-8"))["packages"]


def test_importing_letopis_brings_all_that_it_needs(lite, packages):
    assert packages["letopis"]["imports"] == ["letopis"]
    needed = lite.needed(["letopis"], packages)
    assert {"numpy", "pandas", "matplotlib", "pymorphy3", "simplemma", "rapidfuzz"} <= needed
    assert {"dawg2-python", "pymorphy3-dicts-ru"} <= needed and "dawg2" not in packages


def test_every_package_that_is_needed_is_listed(packages):
    for name, package in packages.items():
        assert set(package["depends"]) <= set(packages), name


def test_what_the_release_has_not_comes_from_the_host_and_nothing_else_does(packages, site):
    elsewhere = {name for name, package in packages.items() if "://" in package["file_name"]}
    assert elsewhere == set(OFFICIAL.split()) - {"numpy"}
    assert packages["pandas"]["file_name"] == f"{HOST}/pandas-1-wasm.whl"
    for name in set(packages) - elsewhere:
        assert (site / packages[name]["file_name"]).is_file(), name


def test_a_packed_wheel_is_pure_and_is_what_the_list_says(packages, site):
    package = packages["rapidfuzz"]
    path = site / package["file_name"]
    assert package["sha256"] == sha256(path.read_bytes()).hexdigest()
    assert package["version"] == distribution("rapidfuzz").version
    names = zipfile.ZipFile(path).namelist()
    assert "rapidfuzz/fuzz_py.py" in names and "rapidfuzz" in package["imports"]
    assert not [name for name in names if name.endswith((".so", ".pyc")) or ".." in name]


def test_the_library_is_packed_with_its_tables_and_without_the_texts(packages, site):
    names = zipfile.ZipFile(site / packages["letopis"]["file_name"]).namelist()
    assert "letopis/seeds/entities.csv" in names and "letopis/corpus.py" in names
    assert not [name for name in names if name.startswith("letopis/seeds/00")]


def test_a_compiled_package_that_pyodide_lacks_is_refused(lite, tmp_path):
    with pytest.raises(SystemExit, match=r"^kiwisolver has compiled files, and"):
        lite.pack(distribution("kiwisolver"), tmp_path)


def test_python_in_the_browser_computes_with_the_pure_python_of_rapidfuzz():
    from rapidfuzz.distance import LCSseq, LCSseq_py

    for a, b in (("a b c d", "a c d"), ("да нет", "нет да"), ("", "x")):
        pure = LCSseq_py.normalized_similarity(a.split(), b.split())
        assert pure == LCSseq.normalized_similarity(a.split(), b.split())
