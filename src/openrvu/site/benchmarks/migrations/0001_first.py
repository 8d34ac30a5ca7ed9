import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import openrvu.site.exact_field


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Benchmark",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("survey", "Survey"), ("open", "Open benchmark")],
                        max_length=6,
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("year", models.PositiveSmallIntegerField()),
                ("content", models.TextField()),
                ("specialty", models.CharField(blank=True, max_length=200)),
                ("cut", models.JSONField(default=dict)),
                ("brought", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.user",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("made", models.DateTimeField(default=django.utils.timezone.now)),
                ("name", models.CharField(max_length=160)),
                ("data", models.BinaryField()),
                ("origin", models.JSONField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.user",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clinical_fte", openrvu.site.exact_field.ScaledField(null=True, places=3)),
                ("total_fte", openrvu.site.exact_field.ScaledField(null=True, places=3)),
                ("pay", openrvu.site.exact_field.ScaledField(null=True, places=2)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.user",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("owner",), name="one_standing")],
            },
        ),
    ]
