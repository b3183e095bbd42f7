"""The signatures whose parameters are asked about: each is a script with a flow `f`."""

from __future__ import annotations

IMPORTS = """import collections.abc
import datetime
import decimal
import enum
import ipaddress
import pathlib
import re
import typing
import uuid
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from pathlib import Path
from typing import *
from uuid import UUID

import pydantic
from annotated_types import Ge, Len
from pydantic import *
from typing_extensions import TypeAliasType
from typing_extensions import TypedDict as TypedDictToo

from prefect import flow
from prefect.blocks.core import Block
from prefect.blocks.system import Secret
from prefect.types import NonEmptyishName, PositiveInteger

T = TypeVar("T")
B = TypeVar("B", bound=int)
C = TypeVar("C", int, str)
Key = NewType("Key", int)
Alias = Union[int, List[str]]
Named = TypeAliasType("Named", Union[int, List[str]])


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Word(StrEnum):
    A = "a"
    B = "b"


class Mixed(Enum):
    ONE = 1
    TEXT = "a"
    NONE = None


class Single(Enum):
    ONLY = 5


class Odd(Enum):
    PAIR = (1, 2)
    MORE = [1]


class Item(BaseModel):
    name: str
    size: int = 1


class Loose(BaseModel):
    name: str = "x"
    size: Optional[int] = None


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str


class Nested(BaseModel):
    inner: Item
    many: List[Item] = []


class Aliased(BaseModel):
    real: int = Field(alias="a")


class Empty(BaseModel):
    pass


class Tree(BaseModel):
    name: str = ""
    inner: Optional["Tree"] = None


class Cat(BaseModel):
    kind: Literal["cat"]
    name: str = ""


class Dog(BaseModel):
    kind: Literal["dog"]


class Root(RootModel[List[int]]):
    pass


class Generic1(BaseModel, Generic[T]):
    a: T


class Checked(BaseModel):
    name: str

    @field_validator("name")
    @classmethod
    def check(cls, value):
        if value == "x":
            raise ValueError("no")
        return value


@dataclass
class Data:
    name: str
    size: int = 1


@dataclass
class DataLoose:
    name: str = "x"
    tags: List[str] = field(default_factory=list)


class Typed(TypedDict):
    name: str
    size: int


class TypedSome(TypedDict, total=False):
    name: str
    size: int


class TypedMixed(TypedDict):
    name: str
    size: NotRequired[int]


class Row(NamedTuple):
    name: str
    size: int = 1


class Plain:
    def __init__(self, name):
        self.name = name


class Sized(Protocol):
    def __len__(self) -> int: ...


class OwnBlock(Block):
    name: str
    size: int = 1


"""

#: Annotations of a parameter `x` without a default.
ANNOTATIONS: list[str] = [
    "", "int", "float", "bool", "str", "bytes", "complex", "None", "object", "Any", "type", "list", "dict", "tuple", "set", "frozenset", "list[int]", "list[str]", "List", "List[int]",
    "List[str]", "List[Any]", "list[list[int]]", "list[Optional[int]]", "dict[str, int]", "Dict", "Dict[str, int]", "Dict[str, Any]", "Dict[int, str]", "dict[str, list[int]]", "Tuple",
    "tuple[int, str]", "Tuple[int, ...]", "tuple[()]", "tuple[int]", "Set[int]", "set[str]", "frozenset[int]", "Sequence[int]", "Iterable[int]", "Iterator[int]", "Collection[str]",
    "Mapping[str, int]", "MutableMapping[str, int]", "collections.abc.Sequence[str]", "collections.deque", "Deque[int]", "DefaultDict[str, int]", "Counter", "Optional[int]", "int | None", "None | int", "Union[int, None]",
    "Union[int, str]", "int | str", "float | str", "Union[int, str, None]", "Union[List[int], Dict[str, int]]", "Union[bool, int]", "Optional[List[str]]", "Optional[Dict[str, Any]]", "Optional[Any]", "Union[Any, int]", "Union[int]",
    'Literal["a", 1]', 'Literal["a"]', "Literal[1, 2]", "Literal[True]", "Literal[None]", 'Literal["a", None]', 'Optional[Literal["a", "b"]]', "Literal[Colour.RED]", "date", "datetime.date", "datetime.datetime", "time", "timedelta", "datetime.timedelta",
    "datetime.tzinfo", "UUID", "uuid.UUID", "Path", "pathlib.PurePath", "Decimal", "re.Pattern", "Pattern[str]", "ipaddress.IPv4Address", "range", "slice", "Colour", "Level", "Word", "Mixed", "Single", "Odd", "Optional[Colour]", "List[Colour]",
    "Enum", "Item", "Loose", "Strict", "Nested", "Aliased", "Empty", "Tree", "Checked", "Root", "Generic1[int]", "Generic1", "Optional[Item]", "Union[Item, int]", "List[Item]", "Dict[str, Item]", "Union[Cat, Dog]", "Annotated[Union[Cat, Dog], Field(discriminator='kind')]",
    "Type[Item]", "BaseModel", "Data", "DataLoose", "Optional[Data]", "Typed", "TypedSome", "TypedMixed", "TypedDictToo('Made', {'name': str})", "Row", "NamedTuple('Two', [('a', int)])", "Annotated[int, Field(ge=1)]", "Annotated[int, Field(ge=1, le=5)]",
    "Annotated[int, Field(gt=0)]", "Annotated[int, Ge(1)]", "Annotated[int, 'a note']", "Annotated[str, Field(pattern='^a')]", "Annotated[str, Field(min_length=2)]", "Annotated[List[int], Len(1, 2)]", "Annotated[float, Field(multiple_of=0.5)]", "Annotated[Optional[int], Field(ge=1)]",
    "Annotated[int, BeforeValidator(int)]", "Annotated[int, AfterValidator(abs)]", "Annotated[int, PlainValidator(int)]", "Annotated[str, StringConstraints(pattern='^a$')]", "conint(ge=1)", "conint(strict=True)", "constr(min_length=2)", "confloat(gt=0)",
    "conlist(int, min_length=1)", "StrictInt", "StrictStr", "StrictBool", "PositiveInt", "NonNegativeInt", "PositiveFloat", "PositiveInteger", "NonEmptyishName", "SecretStr", "SecretBytes", "Secret", "Block", "OwnBlock", "Optional[Secret]", "HttpUrl",
    "AnyUrl", "IPvAnyAddress", "Json", "Json[List[int]]", "UUID4", "FilePath", "DirectoryPath", "AwareDatetime", "PastDate", "ByteSize", "Base64Bytes", "FiniteFloat", "Plain", "Optional[Plain]", "List[Plain]", "Union[Plain, int]", "Sized", "Callable",
    "Callable[[int], str]", "Optional[Callable]", "Hashable", "SupportsInt", "T", "B", "C", "List[T]", "Key", "Alias", "Named", "Text", "AnyStr", "'int'", "'Item'", "'List[Item]'", "'Missing'", "List['Missing']", "Optional['Item']", "'Later'", "1", "'not a type!'",
    "print", "lambda: 1", "[int]", "{'a': int}", "(int, str)", "...", "Final[int]", "ClassVar[int]", "InitVar[int]" , "NoReturn", "Never", "LiteralString", "typing.Generator[int, None, None]", "Awaitable[int]", "IO[str]", "TextIO", "Exception", "Required[int]",
]  # fmt: skip

#: Whole lists of parameters.
PARAMETERS: list[str] = [
    "x: int = 1", "x: int = None", "x: str = None", "x: List[int] = None", "x: Item = None", "x: Optional[int] = None", "x: Optional[int] = 5", "x: int | None = 5", "x=1", "x='a'", "x=None", "x=[]", "x={}", "x=()", "x: list = []", "x: dict = {}",
    "x: int = 'wrong'", "x: int = 1.5", "x: str = 5", "x: float = 1", "x: bool = 0", "x: date = date(2024, 5, 6)", "x: datetime.datetime = datetime.datetime(2024, 5, 6)", "x: timedelta = timedelta(minutes=5)", "x: Path = Path('a')", "x: Colour = Colour.RED",
    "x: Level = Level.LOW", "x: Item = Item(name='a')", "x: Item = {'name': 'a'}", "x: Data = Data('a')", "x: Plain = Plain(1)", "x=Plain(1)", "x=object()", "x: object = object()", "x: Any = Plain(1)", "x=print", "x: Callable = print", "x: UUID = UUID(int=0)", "x: set = {1}", "x: tuple = (1, 'a')", "x=float('nan')",
    "x: float = float('inf')", "x: bytes = b'a'", "x: Decimal = Decimal('1.5')", "x: int = Field(ge=1)", "x: int = Field(5, ge=1)", "x: int = Field(default=5, description='d')", "x: int = Field()", "x: int = Field(default_factory=lambda: 3)", "x: int = ...", "x: SecretStr = SecretStr('s')", "x: Annotated[int, Field(ge=1)] = 3", "x: Annotated[int, Field(default=3)]",
    "x: int, /", "x: int, /, y: str = 'a'", "*, x: int", "*, x: int = 1", "*x", "*x: int", "**x", "**x: int", "*args, x: int, **kwargs", "x, y", "x: int, y: str, z: float = 1.5", "self, x: int", "cls, x: int", "x: int, self", "_x: int", "__x: int", "x_: int", "_x=1",
    "json: int", "copy: int", "dict: int", "schema: int", "validate: int", "model_config: int", "model_fields: int", "model_x: int", "fields: int", "construct: str = 'a'", "json: int, x: int", "name: str", "type: int", "title: str", "required: int", "args: int", "kwargs: int", "v__args: int", "parameters: int", "flow: int", "class_: int", "größe: int",
    "x: 'int' = 1", "x: 'Optional[int]' = None", "x: Item, y: Item", "x: List[Tree] = []", "x: Type[int] = int", "x: Iterator[int] = iter([])", "wait_for: int", "return_state: int", "x: Literal['a'] = 'b'", "x: Optional[Colour] = None", "x: Colour = 'red'", "x: Mixed = None", "x: Union[int, str] = 1", "x: Union[int, str] = None", "x: Annotated[Optional[int], 'n'] = None", "x: Any = None", "x: Plain = None", "x: 'Missing' = None", "x: Secret = None", "x: HttpUrl = 'https://a'",
]  # fmt: skip

_FUTURE = "from __future__ import annotations\n"
_FUTURE_PARAMETERS = [
    "x: int",
    "x: Optional[Item] = None",
    "x: int | None = None",
    "x: Missing",
    "x: int, y: Missing",
    "x: Later",
    "x: list[Item]",
    "x: 'int'",
    "x: Annotated[int, Field(ge=1)]",
    "x: int = None",
    "x: Plain",
    "x: Missing = 1",
    "x: Sized, y: int = 'a'",
]
_LATER = "\n\nclass Later(BaseModel):\n    name: str\n"

_DOCUMENTED = '@flow\ndef f(x: int, y: str = "a"):\n    """Loads.\n\n    Args:\n        x: the day\n        y (str): a note\n    """\n'
_OTHERS = [
    "@flow(validate_parameters=False)\ndef f(x: int, y: 'Missing' = 1):\n    pass\n",
    "@flow(validate_parameters=False)\ndef f(_x: int = 1):\n    pass\n",
    "@flow(validate_parameters=False)\ndef f(v__args: int = 1):\n    pass\n",
    "@flow\nasync def f(x: int):\n    pass\n",
    "@flow\ndef f(x: int) -> 'Missing':\n    pass\n",
    "f = flow(lambda x, y=1: x)\n",
    "class Job:\n    def __init__(self):\n        pass\n\n    @flow\n    def run(self, x: int):\n        pass\n\n\nf = Job().run\n",
    "class Job:\n    @flow\n    @classmethod\n    def run(cls, x: int):\n        pass\n\n\nf = Job.run\n",
    "import functools\n\n\ndef own(fn):\n    @functools.wraps(fn)\n    def inner(*args, **kwargs):\n        return fn(*args, **kwargs)\n    return inner\n\n\n@flow\n@own\ndef f(x: int):\n    pass\n",
    "class Rules(BaseModel):\n    required: int\n    size: int\n\n\n@flow\ndef f(x: Rules, required: int = 1):\n    pass\n",
    "import functools\n\n\ndef base(x: int, y: str):\n    pass\n\n\npart = functools.partial(base, y='a')\nf = flow(part, name='part')\n",
    "def make():\n    class Local(BaseModel):\n        name: str\n\n    @flow\n    def inner(x: Local):\n        pass\n    return inner\n\n\nf = make()\n",
    _DOCUMENTED + "    pass\n",
]


def _flow(parameters: str, head: str = IMPORTS, tail: str = "") -> str:
    return f"{head}@flow\ndef f({parameters}):\n    pass\n{tail}"


def scripts() -> list[str]:
    """Every script once."""
    texts = [_flow(f"x: {annotation}" if annotation else "x", tail=_LATER if "Later" in annotation else "") for annotation in ANNOTATIONS]
    texts += [_flow(parameters) for parameters in PARAMETERS]
    texts += [_flow(parameters, _FUTURE + IMPORTS, _LATER) for parameters in _FUTURE_PARAMETERS]
    texts += [IMPORTS + text for text in _OTHERS]
    return list(dict.fromkeys(texts))
