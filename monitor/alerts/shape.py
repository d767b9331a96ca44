"""What all models of payloads share."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer

Time = Annotated[datetime, PlainSerializer(lambda at: at.isoformat().replace("+00:00", "Z"), return_type=str)]


class Payload(BaseModel):
    """Cannot be changed, and knows all its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")
