"""The tables of learning records. The sync path uses them in plain SQL (sql.py); everything else through the ORM.

Times are raw UTC seconds of a device (`wall`) or of the server (all others).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Record(models.Model):
    """One learner's record as a whole. A tombstone is a record with `deleted_at`: it stays for good, without facts.

    Personal data: pseudonymous; erased but for the tombstone.
    """

    learner = models.CharField(max_length=26, primary_key=True)
    revision = models.BigIntegerField(default=0)
    count = models.IntegerField("number of facts", default=0)
    total = models.CharField("sum of the facts' hashes", max_length=32, default="0" * 32)
    certificates = models.IntegerField("changes of certificates", default=0)
    pending = models.BooleanField("holds a completion that is not established yet", default=False)
    deleted_at = models.BigIntegerField(null=True)

    class Meta:
        """The few pending ones are found without reading all."""

        indexes = [models.Index(fields=["learner"], condition=Q(pending=True), name="progress_record_pending")]

    def __str__(self) -> str:
        return self.learner


class Fact(models.Model):
    """One fact. `revision`: the record's, when the fact came or got its smaller stamp. `origin`: the learner id it was
    made under. `received`: when it first came. Personal data: pseudonymous; erased with the record.
    """

    pk = models.CompositePrimaryKey("learner", "kind", "item", "device")
    learner = models.CharField(max_length=26)
    kind = models.CharField(max_length=64)
    item = models.CharField(max_length=64)
    device = models.CharField(max_length=26)
    epoch = models.IntegerField()
    wall = models.BigIntegerField()
    revision = models.BigIntegerField()
    origin = models.CharField(max_length=26)
    received = models.BigIntegerField()

    class Meta:
        """What is newer than a client's revision is found without reading the rest of the record."""

        indexes = [models.Index(fields=["learner", "revision"], name="progress_fact_newer")]

    def __str__(self) -> str:
        return f"{self.kind} {self.item}"


class Epoch(models.Model):
    """Evidence about one run of a device's clock, for the resolver of dates: what the device knows of it, the online
    contact with the smallest `contact_time - contact_wall`, and `low <= true - wall <= high`. Personal data:
    pseudonymous; erased with the record.
    """

    pk = models.CompositePrimaryKey("learner", "device", "epoch")
    learner = models.CharField(max_length=26)
    device = models.CharField(max_length=26)
    epoch = models.IntegerField()
    first_wall = models.BigIntegerField()
    last_wall = models.BigIntegerField()
    utc_offset = models.IntegerField()
    line = models.IntegerField(null=True)
    contact_wall = models.BigIntegerField(null=True)
    contact_time = models.BigIntegerField(null=True)
    low = models.BigIntegerField(null=True)
    high = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"epoch {self.epoch} of {self.device}"


class EstablishedCompletion(models.Model):
    """A completion that was compared with the catalog's definition and holds. Personal data: as Fact."""

    pk = models.CompositePrimaryKey("learner", "item")
    learner = models.CharField(max_length=26)
    item = models.CharField(max_length=64)
    established_at = models.BigIntegerField()

    def __str__(self) -> str:
        return self.item
