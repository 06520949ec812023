"""The base of the models of the file's mappings: labels of their keys, and all errors of a mapping at once.

The ``title`` of a field is the Vietnamese label of its key, ``description`` its meaning in English; both go into the
JSON Schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, ErrorDetails, InitErrorDetails, PydanticCustomError

from parplan.document.error_limit import LOADING_LIMIT, ErrorLimit


def label(vietnamese: str, english: str, **more: Any) -> Any:
    """A field that may be left out, with its label and meaning."""
    return Field(default=None, title=vietnamese, description=english, **more)


def required(vietnamese: str, english: str) -> Any:
    """A field that every mapping of its kind has, with its label and meaning."""
    return Field(title=vietnamese, description=english)


# The placeholder of a mapping whose errors are only counted: a plan with errors is not read further.
_NOTHING: Any = None


class Mapping(BaseModel):
    """The base of all mappings of the file: no unknown keys, frozen, all errors reported up to a limit.

    The validation context, if any, is the file's :class:`ErrorLimit`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def contradictions(cls, written: dict[str, Any]) -> Iterator[PydanticCustomError]:
        """Yield the errors in the combination of the keys ``written``, whatever the errors of their values."""
        return iter(())

    @model_validator(mode="wrap")
    @classmethod
    def _report_all(cls, written: Any, validate: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        limit: ErrorLimit = info.context or ErrorLimit()
        nothing: Self = _NOTHING
        left = limit.left
        wrong: list[PydanticCustomError] = []
        if isinstance(written, dict):
            wrong += cls.contradictions(written)
            if len(written) > LOADING_LIMIT:
                written = cls._without_surplus(written, limit)
        try:
            made = validate(written)
            if not wrong:
                return made
            errors = []
        except ValidationError as error:
            if left <= 0:  # then all of them are this mapping's own: those of what is in it are no longer told either
                limit.more += error.error_count() + len(wrong)
                return nothing
            limit.left -= error.error_count() - (left - limit.left)
            if not wrong:
                raise
            errors = error.errors(include_url=False)
        if left <= 0:
            limit.more += len(wrong)
            return nothing
        limit.left -= len(wrong)
        raise ValidationError.from_exception_data(
            cls.__name__,
            [
                *(InitErrorDetails(type=error, loc=_place_of(error), input=written) for error in wrong),
                *map(_raised_again, errors),
            ],
        )

    @classmethod
    def _without_surplus(cls, written: dict[str, Any], limit: ErrorLimit) -> dict[str, Any]:
        """Leave out the unknown keys beyond the limit of errors shown."""
        known = {field.alias or name for name, field in cls.model_fields.items()}
        surplus = [key for key in written if key not in known][LOADING_LIMIT:]
        limit.more += len(surplus)
        return {key: written[key] for key in written.keys() - set(surplus)}


def _place_of(error: PydanticCustomError) -> tuple[str, ...]:
    """The key at fault (``at`` of the context), or the mapping as a whole."""
    at = (error.context or {}).get("at")
    return () if at is None else (str(at),)


def _raised_again(error: ErrorDetails) -> InitErrorDetails:
    context = error.get("ctx", {})
    kind: str | PydanticCustomError = error["type"]
    if "template" in context:
        kind = PydanticCustomError(error["type"], context["template"], context)
    return InitErrorDetails(type=kind, loc=error["loc"], input=error["input"], ctx=context)


class OrText:
    """In the JSON Schema: the annotated type, or a text (which the validator before it wraps)."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": ["string", "number"], "pattern": r"\S"}, handler(core)]}
