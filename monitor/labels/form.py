"""A YAML mapping read key by key; what is wrong is noted with its line, and reading goes on."""

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

from monitor.errors import Problem
from monitor.labels.yaml_tree import Block, Items, Node, Scalar

Value = TypeVar("Value")

_KINDS = {Scalar: "a plain value", Items: "a list", Block: "a mapping"}


class Form:
    """One mapping of a label or entity file and the list its problems go to."""

    def __init__(self, block: Block, file: str, problems: list[Problem]) -> None:
        self.block = block
        self.file = file
        self.problems = problems

    @property
    def line(self) -> int:
        """The line the mapping begins on."""
        return self.block.line

    def __contains__(self, key: str) -> bool:
        return key in self.block.nodes

    def fault(self, what: str, key: str | None = None) -> None:
        """Note a problem at a key's line, or at the mapping's own."""
        node = self.block.nodes[key] if key is not None else self.block
        self._fault_at(node, what)

    def remark(self, what: str, key: str | None = None) -> None:
        """Note something that stops nothing, at a key's line or at the mapping's own."""
        node = self.block.nodes[key] if key is not None else self.block
        self.problems.append(Problem(f"{self.file}:{node.line}", what, fatal=False))

    def refuse_unknown(self, allowed: Collection[str]) -> None:
        """Note every key that is not among the allowed ones, by name."""
        for key in self.block.nodes:
            if key not in allowed:
                self.fault(f"unknown key {key!r}; known are {', '.join(sorted(allowed))}", key)

    def text(self, key: str) -> str:
        """The plain value of a key, or empty text where there is none."""
        node = self.block.nodes.get(key)
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            self.fault(f"{key} must be a plain value, not {_KINDS[type(node)]}", key)
            return ""
        return node.text

    def parsed(self, key: str, parse: Callable[[str], Value], default: Value) -> Value:
        """The value of a key as `parse` reads it; its ValueError is noted, and the default taken."""
        text = self.text(key)
        if not text:
            return default
        try:
            return parse(text)
        except ValueError as error:
            self.fault(str(error), key)
            return default

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of plain values of a key; a single value is a list of one."""
        found = []
        for node in self._listed(key):
            if isinstance(node, Scalar):
                found.append(node.text)
            else:
                self._fault_at(node, f"{key} must hold plain values, not {_KINDS[type(node)]}")
        return tuple(found)

    def forms(self, key: str, *, bare: str | None = None) -> Iterator["Form"]:
        """The list of mappings of a key; a single mapping is a list of one.

        Args:
            key: the key that holds the list.
            bare: the key that an item stands for where it is a plain value; None refuses plain items.
        """
        for node in self._listed(key):
            if isinstance(node, Block):
                yield Form(node, self.file, self.problems)
            elif isinstance(node, Scalar) and bare is not None:
                yield Form(Block({bare: node}, node.line), self.file, self.problems)
            else:
                self._fault_at(node, f"{key} must hold mappings, not {_KINDS[type(node)]}")

    def _listed(self, key: str) -> tuple[Node, ...]:
        node = self.block.nodes.get(key)
        if node is None or (isinstance(node, Scalar) and not node.text):
            return ()
        return node.nodes if isinstance(node, Items) else (node,)

    def _fault_at(self, node: Node, what: str) -> None:
        self.problems.append(Problem(f"{self.file}:{node.line}", what))
