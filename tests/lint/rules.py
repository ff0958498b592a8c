"""The rules' tables: what a maintainer edits when the project gains a folder or a library.

Nothing here computes; checks/ reads these values.
"""

import re
from dataclasses import dataclass

# Folders that hold the product's C++ sources.
SOURCE_ROOTS = ("index", "daemon", "client", "config")

# The permitted arrows: a folder includes from itself and from the folders named here, directly.
# An entry covers its subfolders, unless one of them has its own entry; then it covers only the
# files that lie in it directly.
_STORE = frozenset(
    f"index/store/{name}"
    for name in ("format", "view", "rank", "match", "facets", "news", "build", "segments", "search")
)
_TEXT = frozenset({"index/text"}) | frozenset(
    f"index/text/{name}" for name in ("words", "stems", "snippets", "likeness")
)
_QUERY = frozenset({"index/query"}) | frozenset(
    f"index/query/{name}" for name in ("syntax", "positions", "translation", "standing")
)
_INGEST = frozenset({"daemon/ingest"}) | frozenset(
    f"daemon/ingest/{name}" for name in ("work", "upkeep", "reconcile")
)
_INDEX = _STORE | _TEXT | _QUERY | frozenset(
    f"index/{name}"
    for name in (
        "base",
        "vocabulary",
        "article",
        "extract",
        "extract/clean",
        "story",
        "store",
    )
)
_DAEMON = _INGEST | frozenset(
    f"daemon/{name}"
    for name in (
        "log", "loop", "watch", "protocol", "process", "alerts", "delivery", "remotes", "commands", "server",
    )
)
_FOR_EXTRACTORS = _TEXT | {"index/article", "index/base"}
ARROWS = {
    "index/base": frozenset(),
    "index/glass": frozenset({"index/base"}),
    "index/text": frozenset({"index/base"}),
    "index/text/words": frozenset({"index/text", "index/base"}),
    "index/text/stems": frozenset({"index/text", "index/base"}),
    "index/text/snippets": frozenset(
        {"index/text", "index/text/words", "index/text/stems", "index/base"}
    ),
    "index/text/likeness": frozenset({"index/text", "index/text/words", "index/base"}),
    "index/story": _TEXT | {"index/base"},
    "index/vocabulary": _TEXT | {"index/base"},
    "index/article": frozenset({"index/base"}),
    "index/extract/draft": _FOR_EXTRACTORS,
    "index/extract/clean": _FOR_EXTRACTORS | {"index/extract/draft"},
    "index/extract/html": _FOR_EXTRACTORS | {"index/extract/draft"},
    "index/extract/language": frozenset({"index/base"}),
    "index/extract/formats": _FOR_EXTRACTORS | {"index/extract/draft", "index/extract/html"},
    "index/extract/archive": _FOR_EXTRACTORS | {"index/extract/draft"},
    "index/extract": _FOR_EXTRACTORS
    | {f"index/extract/{name}" for name in ("draft", "clean", "html", "formats", "archive", "language")},
    "index/store/format": _TEXT | {"index/article", "index/base"},
    "index/store/view": frozenset({"index/store/format", "index/glass", "index/story", "index/vocabulary", "index/base"}),
    "index/store/rank": frozenset({"index/store/format", "index/base"}),
    "index/store/match": frozenset(
        {"index/store/rank", "index/store/view", "index/store/format", "index/glass", "index/base"}
    ),
    "index/store/facets": _TEXT | {"index/store/view", "index/store/format", "index/base"},
    "index/store/news": frozenset({"index/store/view", "index/store/format", "index/vocabulary", "index/base"}),
    "index/store/build": _TEXT | {"index/store/format", "index/glass", "index/story", "index/base"},
    "index/store/segments": frozenset(
        {"index/store/build", "index/store/view", "index/store/format", "index/article", "index/base"}
    ),
    "index/store/search": frozenset(
        f"index/store/{name}" for name in ("match", "rank", "facets", "news", "view", "format")
    )
    | _TEXT
    | {"index/story", "index/vocabulary", "index/base"},
    "index/store": frozenset(
        f"index/store/{name}" for name in ("segments", "build", "news", "view", "format")
    )
    | {"index/story", "index/base"},
    "index/query/syntax": _TEXT | {"index/base"},
    "index/query/positions": _STORE | {"index/base"},
    "index/query/translation": _STORE
    | _TEXT
    | {"index/query/syntax", "index/query/positions", "index/vocabulary", "index/base"},
    "index/query/standing": _STORE
    | _TEXT
    | {"index/query/syntax", "index/query/translation", "index/base"},
    "index/query": _STORE
    | _TEXT
    | {"index/query/syntax", "index/query/translation", "index/vocabulary", "index/base"},
    "config": frozenset({"index/base"}),
    "daemon/log": frozenset({"index/base"}),
    "daemon/loop": frozenset({"index/base"}),
    "daemon/watch": frozenset({"daemon/loop", "index/base"}),
    "daemon/protocol": frozenset({"index/base"}),
    "daemon/process": frozenset({"index/extract", "index/base", "config"}),
    "daemon/ingest/work": _INDEX | {"daemon/process"},
    "daemon/ingest/upkeep": _INDEX | {"daemon/ingest/work", "daemon/process", "daemon/watch"},
    "daemon/ingest/reconcile": _INDEX | {"daemon/ingest/work", "daemon/watch"},
    "daemon/ingest": _INDEX
    | (_INGEST - {"daemon/ingest"})
    | {"daemon/process", "daemon/watch", "daemon/loop", "daemon/log"},
    "daemon/alerts": _INDEX | {"daemon/loop"},
    "daemon/remotes": frozenset({"daemon/loop", "daemon/protocol", "index/base"}),
    "daemon/delivery": frozenset(
        {"daemon/alerts", "daemon/process", "daemon/protocol", "daemon/loop", "daemon/log", "config", "index/base"}
    ),
    "daemon/commands": _INDEX
    | _INGEST
    | {"daemon/delivery", "daemon/alerts", "daemon/remotes"}
    | {"daemon/watch", "daemon/loop", "daemon/log", "daemon/protocol"},
    "daemon/server": frozenset(
        {"daemon/loop", "daemon/log", "daemon/protocol", "daemon/commands", "config", "index/base"}
    ),
    "daemon": _INDEX | _DAEMON | {"config"},
    "client/example": frozenset({"client/connection", "config", "daemon/protocol", "index/base"}),
    "client/connection": frozenset({"index/base", "config", "daemon/protocol"}),
    "client/cli/terminal": _TEXT | {"daemon/protocol", "config", "index/base"},
    "client/cli/output": frozenset({"client/cli/terminal", "daemon/protocol", "config", "index/base"}),
    "client/cli/arguments": frozenset(
        {"client/cli/output", "client/cli/terminal", "daemon/protocol", "config", "index/base"}
    ),
    "client/cli/commands": frozenset(
        {"client/cli/arguments", "client/cli/output", "client/cli/terminal", "client/connection"}
    )
    | {"daemon/process", "daemon/protocol", "config", "index/base"},
    "client/cli/offline": frozenset(
        {"client/cli", "client/cli/commands", "client/cli/output", "client/cli/terminal"}
    )
    | {"daemon/process", "daemon/protocol", "config"}
    | _QUERY
    | _TEXT
    | {"index/extract", "index/extract/clean", "index/article", "index/base"},
    "client/cli": frozenset(
        {"client/cli/commands", "client/cli/arguments", "client/cli/terminal", "config", "index/base"}
    ),
}

MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 70
SCRIPT_SUFFIXES = (".py", ".lua", ".vim", ".el")

# Third-party headers, and the only folders that may include each. Tests may include all of them.
THIRD_PARTY = {
    "uv.h": ("daemon/loop",),
    "xapian.h": ("index/store", *sorted(_STORE), *sorted(_QUERY)),
    "spdlog/*": ("daemon/log",),
    "fmt/*": ("index/base",),
    "toml++/*": ("config",),
    "CLI/*": ("client/cli/arguments", "config"),
    "nlohmann/*": ("daemon/protocol", "index/extract/formats", "index/extract/html"),
    "unicode/*": ("index/text", "index/text/words"),
    "libstemmer.h": ("index/text/stems",),
    "gumbo.h": ("index/extract/html",),
    "pugixml.hpp": ("index/extract/formats",),
    "archive.h": ("index/extract/archive",),
    "archive_entry.h": ("index/extract/archive",),
    "cld2/*": ("index/extract/language",),
    "date/*": ("index/extract/draft",),
    "xxhash.h": ("index/base",),
    "zlib.h": (),
    "gtest/*": (),
    "gmock/*": (),
    "benchmark/*": (),
}

# C++20, without the C library's headers in their .h spelling: those are written <cstring>, not
# <string.h>.
STANDARD_HEADERS = frozenset(
    """
    algorithm any array atomic barrier bit bitset charconv chrono compare complex
    concepts condition_variable coroutine deque exception execution filesystem
    forward_list fstream functional future initializer_list iomanip ios iosfwd iostream istream
    iterator latch limits list locale map memory memory_resource mutex new numbers numeric
    optional ostream queue random ranges ratio regex scoped_allocator semaphore set shared_mutex
    source_location span sstream stack stdexcept stop_token streambuf string string_view
    syncstream system_error thread tuple type_traits typeindex typeinfo unordered_map
    unordered_set utility valarray variant vector version cassert cctype cerrno cfenv cfloat
    cinttypes climits clocale cmath csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib
    cstring ctime cuchar cwchar cwctype
    """.split()
)

# POSIX and Linux. A header with a standard C++ spelling (<cerrno>, <csignal>) is not listed; the
# ones below declare more than the C++ header of the same name does.
SYSTEM_HEADERS = frozenset(
    """
    arpa/inet.h dirent.h dlfcn.h endian.h execinfo.h fcntl.h fnmatch.h getopt.h glob.h grp.h
    langinfo.h linux/magic.h malloc.h netdb.h netinet/in.h netinet/tcp.h poll.h pthread.h pty.h
    pwd.h sched.h signal.h spawn.h stdlib.h strings.h sys/epoll.h sys/eventfd.h sys/file.h
    sys/inotify.h sys/ioctl.h sys/mman.h sys/mount.h sys/prctl.h sys/random.h sys/resource.h
    sys/select.h sys/sendfile.h sys/signalfd.h sys/socket.h sys/stat.h sys/statfs.h
    sys/statvfs.h sys/syscall.h sys/sysinfo.h sys/time.h sys/timerfd.h sys/types.h sys/uio.h
    sys/un.h sys/utsname.h sys/vfs.h sys/wait.h sys/xattr.h syslog.h termios.h time.h ucontext.h
    unistd.h wordexp.h
    """.split()
)


@dataclass(frozen=True)
class Phrase:
    """Words that do not belong in the project, and what to do about them."""

    pattern: re.Pattern
    advice: str
    in_fixtures: bool  # whether articles under tests/fixtures must keep to it as well


SPEECH = (
    Phrase(
        re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b"),
        "finish it, or say in a plain sentence what holds and why",
        in_fixtures=False,
    ),
    Phrase(
        re.compile(r"(?<![\w~.-])/work/|/tmp/build\b"),
        "name no path of one machine; use a placeholder or a path below the root",
        in_fixtures=True,
    ),
    Phrase(
        re.compile(r"\b(?:ChatGPT|Claude|LLMs?|AI assistants?|helper-\d+)\b", re.IGNORECASE),
        "speak of the program, not of who or what wrote it",
        in_fixtures=False,
    ),
    Phrase(
        re.compile(r"\b(?:issue\s*#|(?:issue|session)\s+#?)\d+", re.IGNORECASE),
        "say what the trouble was, so that the sentence stands without a tracker or a diary",
        in_fixtures=False,
    ),
)

# These files must spell out what the rule forbids.
SPEECH_EXEMPT_FILES = frozenset({"tests/lint/rules.py", "tests/lint/lint_test.py"})
SPEECH_FIXTURES = "tests/fixtures/"
