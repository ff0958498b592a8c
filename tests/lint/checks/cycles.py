"""No include cycle between files, a .cc with its .h counting as one, and none between folders."""

from dataclasses import dataclass

from tree import Breach, folder_of


@dataclass(frozen=True, order=True)
class _Edge:
    """`path` includes, on `line`, something of the node `to`."""

    to: str
    path: str = ""
    line: int = 0


def check(tree):
    yield from _check(tree, lambda path: path.rpartition(".")[0], "files include each other")
    yield from _check(tree, folder_of, "folders include each other")


def table_cycles(arrows):
    """The cycles of a table {folder: folders it may see}, each as `a -> b -> a`."""
    graph = {folder: {to: _Edge(to) for to in seen} for folder, seen in arrows.items()}
    for node, cycle in _cycles(graph):
        yield " -> ".join([node] + [edge.to for edge in cycle])


def _check(tree, node_of, complaint):
    graph = {}
    for path in tree.cpp_files():
        edges = graph.setdefault(node_of(path), {})
        for include in tree.includes(path):
            if not include.angled and include.target in tree:
                to = node_of(include.target)
                if to != node_of(path):
                    edges.setdefault(to, _Edge(to, path, include.line))
    for node, cycle in _cycles(graph):
        way = " -> ".join(f"{edge.to} ({edge.path}:{edge.line})" for edge in cycle)
        message = f"{complaint}: {node} -> {way}; cut one of these includes"
        yield Breach(cycle[0].path, cycle[0].line, message)


def _cycles(graph):
    """(node, edges back to it) for each cycle; a node is told of once."""
    reported = set()
    for node in sorted(graph):
        cycle = [] if node in reported else _shortest_cycle(graph, node)
        if cycle:
            reported.update(edge.to for edge in cycle)
            yield node, cycle


def _shortest_cycle(graph, node):
    """The edges of a shortest way from `node` back to itself; empty when there is none."""
    ways, seen = [[]], set()
    while ways:
        longer = []
        for way in ways:
            end = way[-1].to if way else node
            for edge in sorted(graph.get(end, {}).values()):
                if edge.to == node:
                    return way + [edge]
                if edge.to not in seen:
                    seen.add(edge.to)
                    longer.append(way + [edge])
        ways = longer
    return []
