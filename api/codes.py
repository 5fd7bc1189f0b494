"""The codes of errors, for programs; what a person reads is the sentence beside them."""

from enum import StrEnum


class Code(StrEnum):
    """Why something was not answered. A code keeps its meaning; new ones may come."""

    BAD_INPUT = "BAD_INPUT"
    BAD_QUERY = "BAD_QUERY"
    BEYOND_LIMIT = "BEYOND_LIMIT"
    INTERNAL = "INTERNAL"
    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    NOT_SIGNED_IN = "NOT_SIGNED_IN"
    STORE_FAILED = "STORE_FAILED"
    STORE_UNAVAILABLE = "STORE_UNAVAILABLE"
    TIMEOUT = "TIMEOUT"
    UNKNOWN_DOCUMENT = "UNKNOWN_DOCUMENT"
    UNKNOWN_NAME = "UNKNOWN_NAME"
    WRONG_PATTERN = "WRONG_PATTERN"
