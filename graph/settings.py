"""What can be set from outside: every setting is an environment variable that starts with ``CASEGRAPH_``."""

import re
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import ByteSize, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


def default_home() -> Path:
    """The data folder when none is named: the user's own data directory."""
    return platformdirs.user_data_path("casegraph", appauthor=False)


class Settings(BaseSettings):
    """The settings of one process; ``Settings()`` reads them from the environment."""

    model_config = SettingsConfigDict(env_prefix="CASEGRAPH_", env_ignore_empty=True, extra="ignore", frozen=True)

    store: str | None = Field(
        None, description="URL of the store (bolt:// or neo4j://); without one, the embedded server is used."
    )
    home: Path = Field(
        default_factory=default_home,
        description="Data folder of the embedded server, its log and its password.",
    )
    user: str = Field("neo4j", description="User name for the store at a URL.")
    password: SecretStr = Field(SecretStr(""), description="Password for the store at a URL.")
    database: str = Field("neo4j", description="Database within the store at a URL.")
    embedded_memory: str = Field(
        "1g",
        pattern=r"^[1-9][0-9]*[mMgG]$",
        description="Heap of the embedded server: a whole number and m or g, such as 512m or 4g.",
    )
    embedded_idle_seconds: float = Field(
        60,
        ge=0,
        allow_inf_nan=False,
        description="Seconds that the embedded server stays after its last user.",
    )
    query_timeout: float = Field(10, gt=0, allow_inf_nan=False, description="Seconds that one question to the store may take.")
    population_timeout: float = Field(
        120, gt=0, allow_inf_nan=False, description="Seconds that one question to the store about everyone may take."
    )
    request_timeout: float = Field(
        10, gt=0, allow_inf_nan=False, description="Seconds of the store's time that one request to the server may take."
    )
    cost_at_once: int = Field(
        10_000,
        ge=1000,
        description="Cost of the larger questions that a server puts to the store at once; others wait for their turn.",
    )
    answer_bytes: int = Field(20_000_000, ge=1000, description="Bytes that one answer of the server may have.")
    cursor_key: SecretStr | None = Field(
        None,
        min_length=32,
        description="Key that cursors are sealed with, one for all servers of a store; without it, a file in the data folder.",
    )
    watch_pause: float = Field(
        2, gt=0, allow_inf_nan=False, description="Seconds between two looks of a server for new loads, while somebody watches."
    )
    load_timeout: float = Field(120, gt=0, allow_inf_nan=False, description="Seconds that one batch of a load may take.")
    extract_lag_days: int = Field(
        35, ge=0, le=3660, description="Days by which extracts may lag: the last days of a silence need not be covered by them."
    )
    matching: bool = Field(
        True, description="Whether a load ends with scoring its records against all others, for `casegraph matches`."
    )
    join_by_score: float | None = Field(
        None,
        gt=0.5,
        le=1,
        description="Score from which a matcher may join records by itself, such as 0.99; without it, only people decide.",
    )
    join_lead: float = Field(
        0.1, ge=0, le=1, description="How far such a score has to be ahead of that of the next best candidate of either record."
    )
    max_file: ByteSize = Field(
        ByteSize(2 * 1024**3), gt=0, description="Bytes that one file of a load may have, unpacked, such as 500MB or 4GiB."
    )
    max_extract: ByteSize = Field(
        ByteSize(4 * 1024**3), gt=0, description="Bytes that all files of one extract may have together, unpacked."
    )
    max_rows: int = Field(5_000_000, gt=0, description="Rows, elements or objects that one extract may have.")
    max_row: int = Field(
        8 * 1024**2, ge=1024, description="Characters that one row, XML element read as a whole, or JSON value may have."
    )
    max_cell: int = Field(1_000_000, ge=1024, description="Characters that one cell may have.")
    max_columns: int = Field(1000, ge=50, description="Columns of a table, attributes of an XML element, names of an envelope.")
    max_rejects: int = Field(
        100_000, gt=0, description="Rejected rows and cells of one extract that are written out; others are counted."
    )
    patterns: Path | None = Field(None, description="Folder of patterns of your own, beside the built-in ones.")
    issuer: str | None = Field(
        None,
        description="URL of the OIDC issuer whose tokens a server takes, or `development`; without one there is only the demo.",
    )
    audience: str = Field("casegraph", min_length=1, description="Whom such a token has to be for (its claim `aud`).")
    role_claim: str = Field(
        "casegraph_role",
        min_length=1,
        description="Claim with the caller's role, such as realm_access.roles.",
    )
    agency_claim: str = Field("casegraph_agency", min_length=1, description="Claim with the id of the caller's own agency.")
    agencies_claim: str = Field(
        "casegraph_agencies", min_length=1, description="Claim with the ids of the agencies of the caller's team."
    )
    people_claim: str = Field(
        "casegraph_people", min_length=1, description="Claim with the people of the caller's review or case, by id or record key."
    )
    conflicts_claim: str = Field(
        "casegraph_conflicts", min_length=1, description="Claim with the people about whom the caller may never ask."
    )
    client_id: str = Field("casegraph", min_length=1, description="As which client of the issuer the explorer's page signs in.")
    scope: str = Field("openid profile", min_length=1, description="Scopes that the explorer's page asks the issuer for.")
    public_url: str | None = Field(
        None, pattern=r"^https?://[^/\s]+/?$", description="URL by which browsers reach a server that listens for other machines."
    )
    tls_certificate: Path | None = Field(None, description="File of the certificate (PEM) with which a server answers by https.")
    tls_key: Path | None = Field(None, description="File of that certificate's private key (PEM).")
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Addresses, by comma, of the proxies before a server, which alone are believed about https and callers."
    )
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Origins, by comma, whose pages may ask this server, such as https://cases.example."
    )
    trusted_documents: Path | None = Field(
        None, description="A folder of .graphql files, or a JSON manifest: queries that may be asked by their id."
    )
    trusted_only: bool = Field(False, description="Whether nothing but the trusted documents is answered.")

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _proxies(cls, given: object) -> object:
        """A text as a list of addresses."""
        addresses = tuple(each.strip() for each in given.split(",") if each.strip()) if isinstance(given, str) else given
        for each in addresses if isinstance(addresses, tuple) else ():
            ip_network(each)
        return addresses

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _origins(cls, given: object) -> object:
        """A text as a list; an origin is a scheme and a host, and `*` is none."""
        origins = tuple(each.strip() for each in given.split(",") if each.strip()) if isinstance(given, str) else given
        for each in origins if isinstance(origins, tuple) else ():
            if not re.fullmatch(r"https?://[^/*\s]+", each):
                raise ValueError(f"expected origins as https://cases.example, by comma, found '{each}'")
        return origins
