"""Build build/lite: JupyterLab with notebooks, texts and library, which runs in the browser alone.

Python in the browser is Pyodide. Its core comes from npm, or from a folder that holds an official
release; compiled packages (numpy, pandas, …) come from that folder, or else the browser loads them
from Pyodide's host. What is pure Python is packed as it is installed here. All of it is entered in
Pyodide's list of packages, so that `import letopis` brings what the library needs.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
EXTENSIONS = BUILD / "lite-tools" / "share" / "jupyter" / "labextensions"
SHOWN = ("notebooks", "seeds")
WIDGETS = ("ipywidgets",)
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
OF_KERNEL = ("micropip", "ipython", "jedi", "comm")
LOCK = "pyodide-lock.json"  # Pyodide's list of packages
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
NOT_IN_BROWSER = {"distributed", "duckdb"}  # for many texts, on many cores
WORKS_UNCOMPILED = {"rapidfuzz"}  # has each compiled function in Python too
COMPILED = (".so", ".pyd")
MAKE_WHEEL = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"
BROWSER = {"sys_platform": "emscripten", "python_version": "3.14", "extra": ""}
Lock = dict[str, dict]


def main() -> None:
    """Build the site."""
    from jupyterlite_pyodide_kernel.constants import PYODIDE_CDN_URL, PYODIDE_VERSION

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("release", nargs="?", type=Path, help="folder of an official release")
    release = parser.parse_args().release or from_npm(PYODIDE_VERSION)
    site = BUILD / "lite"
    shutil.rmtree(site, ignore_errors=True)
    build_lab(site)
    fill(site / "static" / "pyodide", release, PYODIDE_CDN_URL)
    print(f"serve it: {sys.executable} -m http.server --directory {site.relative_to(ROOT)}")


def from_npm(version: str) -> Path:
    """Return a folder with the core of Pyodide and its list of packages, as npm has them."""
    folder = BUILD / f"pyodide-{version}"
    if not folder.is_dir():
        if not shutil.which("npm"):
            sys.exit("make lite takes Pyodide from npm, which is not installed; or: PYODIDE=folder")
        BUILD.mkdir(exist_ok=True)
        command = ["npm", "pack", "--silent", f"pyodide@{version}"]
        subprocess.run(command, cwd=BUILD, check=True)
        shutil.unpack_archive(BUILD / f"pyodide-{version}.tgz", folder)
    return folder / "package"


def build_lab(site: Path) -> None:
    """Build JupyterLab as pages that need no server, with what a reader opens in it."""
    source = BUILD / "lite-source"
    shutil.rmtree(source, ignore_errors=True)
    hidden = shutil.ignore_patterns(".*")
    for name in SHOWN:
        shutil.copytree(ROOT / name, source / "files" / name, ignore=hidden)
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--no-sourcemaps"]
    command += ["--lite-dir", str(source), "--output-dir", str(site)]
    command += [f"--FederatedExtensionAddon.extra_labextensions_path={EXTENSIONS}"]
    subprocess.run(command, cwd=source, check=True, stdout=subprocess.DEVNULL)
    path = site / "jupyter-lite.json"
    config = json.loads(path.read_text("utf-8"))
    config["jupyter-config-data"]["appName"] = "Letopis"
    kernel = config["jupyter-config-data"]["litePluginSettings"][KERNEL]
    kernel |= {"pyodideUrl": "./static/pyodide/pyodide.mjs", "disablePyPIFallback": True}
    path.write_text(json.dumps(config), "utf-8")


def fill(folder: Path, release: Path, host: str) -> None:
    """Write Pyodide into a folder, with the packages that the library and the kernel need.

    Args:
        folder: Where the site has Pyodide.
        release: A folder with Pyodide's core and list, and with the compiled packages or not.
        host: The address of those that it has not.
    """
    folder.mkdir(parents=True)
    for name in CORE:
        shutil.copy(release / name, folder)
    lock = json.loads((release / LOCK).read_text("utf-8"))
    packages = lock["packages"]
    with TemporaryDirectory() as place:
        own = library(Path(place))
        for found in [own, *pure([*requirements(own), *WIDGETS], packages)]:
            packages[canonicalize_name(found.name)] = pack(found, folder)
    for name in needed(["letopis", *WIDGETS, *OF_KERNEL], packages):
        file = packages[name]["file_name"]
        if (release / file).is_file():
            shutil.copy(release / file, folder)
    for package in packages.values():
        if not (folder / package["file_name"]).is_file():
            package["file_name"] = f"{host}/{package['file_name']}"
    (folder / LOCK).write_text(json.dumps(lock), "utf-8")


def library(folder: Path) -> Distribution:
    """Return the library as its wheel has it: with the tables of the project, without the texts."""
    passed_over = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in ("lib", "seeds"):
        shutil.copytree(ROOT / name, folder / name, ignore=passed_over)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    command = [sys.executable, "-W", "ignore", "-c", MAKE_WHEEL, "."]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    zipfile.ZipFile(next(folder.glob("*.whl"))).extractall(folder / "site")
    return Distribution.at(next((folder / "site").glob("*.dist-info")))


def requirements(found: Distribution) -> Iterator[str]:
    """Yield the names of what a distribution needs in a browser, without its extras."""
    for line in found.requires or ():
        requirement = Requirement(line)
        name = canonicalize_name(requirement.name)
        is_there = not requirement.marker or requirement.marker.evaluate(BROWSER)
        if is_there and name not in NOT_IN_BROWSER:
            yield name


def pure(names: Iterable[str], packages: Lock) -> list[Distribution]:
    """Find what is installed here and needed there, directly or not, and is not in the list."""
    found: dict[str, Distribution] = {}
    names = list(names)
    while names:
        name = names.pop()
        if name not in packages and name not in found:
            found[name] = distribution(name)
            names += requirements(found[name])
    return list(found.values())


def pack(found: Distribution, folder: Path) -> dict:
    """Write a distribution as a wheel of pure Python; return its entry in the list.

    Raises:
        SystemExit: It has compiled files, and is not known to work without them.
    """
    name = canonicalize_name(found.name)
    path = folder / f"{name.replace('-', '_')}-{found.version}-py3-none-any.whl"
    files = [file for file in found.files or () if ".." not in file.parts]
    is_compiled = any(file.suffix in COMPILED for file in files)
    if is_compiled and name not in WORKS_UNCOMPILED:
        sys.exit(f"{name} has compiled files, and Pyodide's list does not have it")
    kept = [file for file in files if file.suffix not in (*COMPILED, ".pyc")]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in kept:
            archive.write(str(file.locate()), str(file))
    modules = {file.parts[0].removesuffix(".py") for file in kept}
    return {
        "name": name,
        "version": found.version,
        "file_name": path.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": sorted(module for module in modules if module.isidentifier()),
        "depends": sorted(requirements(found)),
        "unvendored_tests": False,
    }


def needed(names: Iterable[str], packages: Lock) -> set[str]:
    """Return the packages of the list that these need, directly or not, with themselves."""
    found: set[str] = set()
    names = list(names)
    while names:
        name = canonicalize_name(names.pop())
        if name not in found:
            found.add(name)
            names += packages[name]["depends"]
    return found


if __name__ == "__main__":
    main()
