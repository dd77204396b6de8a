"""The words of a page that never change are put together once per language, however often the page is shown.

Half of what a page's template does is to look up sentences, addresses and files that are the same each time. Once a
template is read, each run of such nodes becomes one node that remembers what it said.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.template import Context, Node, NodeList, Template
from django.template.base import FilterExpression, Parser, TextNode, VariableNode, render_value_in_context
from django.template.defaulttags import IfNode, URLNode
from django.template.loaders import cached
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

#: A text without any of the five signs that HTML means something by.
_HARMLESS = re.compile(r"[^&<>\"']*\Z").match


def spoken(context: Context) -> str | None:
    """The page's language: what its request says, else what Django says (which takes it eleven calls to find out)."""
    return getattr(getattr(context, "request", None), "LANGUAGE_CODE", None) or get_language()


class FixedWords(Node):
    """A run of nodes that say the same each time: rendered once per language and process."""

    child_nodelists = ()

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = NodeList(nodes)
        self.known: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        language = spoken(context)
        known = self.known.get(language)
        if known is None:
            known = self.known[language] = self.nodes.render(context)
        return known


class Said(VariableNode):
    """A value in a page. Most are texts, and most texts hold nothing to escape: Django needs thirty calls to know."""

    def render(self, context: Context) -> str:
        said = self.filter_expression.resolve(context)
        if type(said) is SafeString or (type(said) is str and _HARMLESS(said)):
            return said
        return render_value_in_context(said, context)


class Sentence(Node):
    """A sentence with values in it (`blocktranslate` without a plural): Django puts its words together each time."""

    child_nodelists = ()

    def __init__(self, node: BlockTranslateNode) -> None:
        self.message, names = node.render_token_list(node.singular)
        given = node.extra_context
        self.values = {name: Said(given.get(name) or FilterExpression(name, Parser([]))) for name in names}
        self.known: dict[str | None, str] = {}

    def render(self, context: Context) -> SafeString:
        language = spoken(context)
        known = self.known.get(language)
        if known is None:
            known = self.known[language] = self._in_this_language()
        return SafeString(known % {name: value.render(context) for name, value in self.values.items()})

    def _in_this_language(self) -> str:
        """The sentence translated; as it is where the translation names a value that is not there."""
        translated = gettext(self.message)
        try:
            _ = translated % dict.fromkeys(self.values, "")
        except (KeyError, ValueError):
            return self.message
        return translated


class ReadNodes(NodeList):
    """The nodes of a template that was read; a page that extends another looks for its blocks each time."""

    def __init__(self, nodes: NodeList) -> None:
        super().__init__(nodes)
        self.contains_nontext = nodes.contains_nontext
        self.known: dict[type[Node], list[Node]] = {}

    def get_nodes_by_type(self, nodetype: type[Node]) -> list[Node]:
        if nodetype not in self.known:
            self.known[nodetype] = super().get_nodes_by_type(nodetype)
        return self.known[nodetype]


class Loader(cached.Loader):
    """Django's own loader that keeps the templates it has read, with their fixed words joined."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        template = super().get_template(template_name, skip)
        if not isinstance(template.nodelist, ReadNodes):
            _join(template.nodelist)
            template.nodelist = ReadNodes(template.nodelist)
        return template


def _join(nodes: NodeList) -> None:
    """Each run of fixed nodes, here and in every block, branch and loop below, becomes one."""
    joined: list[Node] = []
    run: list[Node] = []
    for read in nodes:
        node = _quicker(read)
        for below in _below(node):
            _join(below)
        if _is_fixed(node):
            run.append(node)
            continue
        joined += [*_one(run), node]
        run = []
    nodes[:] = [*joined, *_one(run)]


def _quicker(read: Node) -> Node:
    """The same node as one of ours where there is one."""
    match read:
        case VariableNode() if type(read) is VariableNode:
            node: Node = Said(read.filter_expression)
        case BlockTranslateNode(countervar=None, message_context=None, asvar=None):
            node = Sentence(read)
        case _:
            return read
    node.token, node.origin = read.token, read.origin
    return node


def _below(node: Node) -> Iterator[NodeList]:
    if isinstance(node, IfNode):  # its `nodelist` is a copy
        yield from (branch for _condition, branch in node.conditions_nodelists)
        return
    yield from (found for name in node.child_nodelists if (found := getattr(node, name, None)))


def _one(run: list[Node]) -> list[Node]:
    """Text alone is as fast as can be; everything else is worth remembering."""
    return run if all(isinstance(node, TextNode) for node in run) else [FixedWords(run)]


def _is_fixed(node: Node) -> bool:
    match node:
        case TextNode():
            return True
        case TranslateNode(asvar=None, message_context=None):
            return _is_plain(node.filter_expression)
        case StaticNode(varname=None):
            return _is_plain(node.path)
        case URLNode(asvar=None, args=[], kwargs={}):
            return not node.kwargs and _is_plain(node.view_name)
    return False


def _is_plain(words: Any) -> bool:
    """Whether a tag's argument is a text in quotation marks, with no filter."""
    return not words.filters and (not words.is_var or getattr(words.var, "literal", None) is not None)
