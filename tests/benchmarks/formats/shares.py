"""Where the time of a load goes, by looking at every thread of the process two hundred times a second of the wall clock.

At each look every thread is doing one thing, told by its innermost frame that is known here:

- parsing: a library that reads files (lxml, expat, csv, json, zip, openpyxl), or one of the functions of ours that do nothing
  else than call such a library in C, which has no frame of its own (LIBRARY_CALLS);
- loaders, graph: our own code, in either room; what it asks of an element that lxml has read is counted here too;
- driver: the neo4j package: packing, unpacking, its protocol;
- engine: nothing of ours runs, and the event loop waits for the socket.

A thread that waits for another does not count, and a look at which several work is divided among them. A thread that only
waits for the interpreter's lock cannot be told from one that has it: where two work at once the division is even.
"""

import sys
import threading
import time
from collections import Counter
from types import FrameType

_EVERY = 0.005
_LIBRARIES = ("/lxml/", "/openpyxl/", "/csv.py", "/json/", "/zipfile", "/xml/", "/encodings/", "/codecs.py", "/gzip.py")
LIBRARY_CALLS = {
    ("cin_census/parsing.py", "elements"),
    ("cin_census/parsing.py", "_empty"),
    ("annex_a/parts.py", "parse"),
    ("annex_a/kept.py", "lines"),
    ("annex_a/kept.py", "_pack"),
    ("csv_files/file.py", "_parsed"),
    ("csv_files/file.py", "_next"),
    ("csv_files/encodings.py", "examine"),
    ("json_files/cursor.py", "_more"),
}
_WAITS = ("/selectors.py", "/subprocess.py", "/threading.py", "/concurrent/futures/thread.py", "/queue.py")


class Sampler:
    """Looks at the threads for as long as it is open."""

    def __init__(self) -> None:
        self.found: Counter[str] = Counter()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Sampler":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def percent(self) -> dict[str, float]:
        """The shares of the time, the largest first."""
        whole = sum(self.found.values()) or 1
        return {name: round(100 * times / whole, 1) for name, times in self.found.most_common()}

    def _look(self) -> None:
        own = threading.get_ident()
        while not self._ended.is_set():
            began = time.perf_counter()
            doing = [doing_in(frame) for thread, frame in sys._current_frames().items() if thread != own]
            working = [each for each in doing if each is not None] or ["engine"]
            for each in working:
                self.found[each] += 1000 // len(working)
            time.sleep(max(0.0005, _EVERY - (time.perf_counter() - began)))


def doing_in(frame: FrameType | None) -> str | None:
    """What a thread is doing; None where it waits."""
    if frame is not None and frame.f_code.co_filename.endswith(_WAITS):
        return None
    while frame is not None:
        file = frame.f_code.co_filename.replace("\\", "/")
        if "/neo4j/" in file:
            return "driver"
        if any(each in file for each in _LIBRARIES):
            return "parsing"
        if "/loaders/" in file:
            place = "/".join(file.split("/")[-2:]), frame.f_code.co_name
            return "parsing" if place in LIBRARY_CALLS else "loaders"
        if "/graph/" in file:
            return "graph"
        frame = frame.f_back
    return "other"
