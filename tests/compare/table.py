"""The figures, as a table in Markdown: a row for what was measured, a column for each program."""


class Table:
    def __init__(self):
        self.columns = []
        self.rows = {}  # by name: by column: a list of (figure, text)
        self.notes = []

    def put(self, row, column, figure, way=""):
        """Less is better. Several ways of one program to the same end stand in one cell."""
        if column not in self.columns:
            self.columns.append(column)
        text = _short(figure) + (f" ({way})" if way else "")
        self.rows.setdefault(row, {}).setdefault(column, []).append((figure, text))

    def note(self, sentence):
        self.notes.append(sentence)

    def markdown(self):
        lines = [_line(["", *self.columns]), "|" + "---|" * (len(self.columns) + 1)]
        for row, cells in self.rows.items():
            lines.append(_line([row, *(self._cell(row, cells.get(column, [])) for column in self.columns)]))
        ahead = [self._ahead(row) for row in self.rows]
        return "\n".join([*lines, "", *filter(None, ahead), *self.notes])

    def _cell(self, row, figures):
        best = self._best(row)
        return "<br>".join(f"**{text}**" if figure == best else text for figure, text in figures) or "–"

    def _best(self, row):
        return min(figure for figures in self.rows[row].values() for figure, _ in figures)

    def _ahead(self, row):
        """Says so where the first program is not the best."""
        own = min((figure for figure, _ in self.rows[row].get(self.columns[0], [])), default=None)
        if own is None:
            return ""
        ahead = [
            f"{column} ({min(figures)[0] / own:.2f} of it)"
            for column, figures in self.rows[row].items()
            if min(figures)[0] < own
        ]
        return f"- {row}: less than {self.columns[0]} takes {', '.join(ahead)}." if ahead else ""


def _short(figure):
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.1f}"


def _line(cells):
    return "| " + " | ".join(cells) + " |"
