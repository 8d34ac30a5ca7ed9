"""How far the tables of the database are, and bringing them up to date."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def newer() -> list[str]:
    """Steps that were made in the database and that this version does not know."""
    loader = MigrationExecutor(connection).loader
    known = set(loader.disk_migrations)
    return sorted(
        f"{app} {name}" for app, name in loader.applied_migrations if (app, name) not in known
    )


def pending() -> list[str]:
    """Steps that are still to be made, in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label} {step.name}" for step, _ in plan]


def migrate() -> None:
    """Make every step that is still to be made."""
    executor = MigrationExecutor(connection)
    targets = executor.loader.graph.leaf_nodes()
    if executor.migration_plan(targets):
        executor.migrate(targets)


def state() -> dict[str, str]:
    """The newest step of each app that this version knows."""
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes()
    return dict(sorted(leaves))
