from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from acting import browser, send, sign_up
from openrvu.site.groups import changing
from openrvu.site.log.models import Change, Entry
from openrvu.site.people.models import Group, Invitation, Membership, Role, User

pytestmark = pytest.mark.django_db
AsUser = Callable[..., Client]


@pytest.fixture
def group(mate: User) -> Group:
    """Of the mate, a manager, and the owner of the data, a member."""
    return Group.objects.get(name="Example Clinic")


def entry(owner: User, day: date) -> Entry:
    made = Entry(owner=owner, date=day, code="99214", note="an odd sentence")
    made.save(force_insert=True)
    return made


def test_without_a_group_the_page_says_that_nobody_sees_the_log(
    owner: User, as_user: AsUser
) -> None:
    client = as_user(owner)
    assert b"nobody sees your log but you" in client.get("/log/groups/").content
    assert b"Nobody but you" in client.get("/log/seen-by/").content
    assert client.get("/log/groups.json").json() == {"groups": [], "invitations": []}
    assert client.get("/log/seen-by.json").json() == {"people": [], "looked": []}


def test_a_group_is_started_by_its_name(owner: User, as_user: AsUser) -> None:
    client = as_user(owner)
    answer = client.post("/log/groups/new/", {"name": "  North   Clinic "})
    group = Group.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/log/groups/{group.pk}/")
    assert group.name == "North Clinic"
    assert client.post("/log/groups/new/", {"name": " "}).status_code == 400
    assert Group.objects.count() == 1


def test_an_invited_person_is_mailed_reads_what_it_means_and_accepts(
    mate: User, group: Group, as_user: AsUser
) -> None:
    invited = as_user(mate).post(
        f"/log/groups/{group.pk}/invite/", {"email": "ann@example.org", "role": "member"}
    )
    assert invited.status_code == 303
    (message,) = mail.outbox
    assert message.to == ["ann@example.org"]
    assert message.subject == "OpenRVU: Max Mate invites you to Example Clinic"
    link = re.search(r"http://127\.0\.0\.1(/account/invitation/\S+/)", str(message.body))
    assert link is not None

    client = browser()
    led = client.get(link[1])
    assert led["Location"] == "/account/invitation/"  # the secret leaves the address
    page = client.get("/account/invitation/").content.decode()
    assert "Max Mate invites you to Example Clinic" in page
    assert "single entries only of those who switch that on" in page
    assert "email=ann%40example.org" in page
    # The mail shows that the address is theirs, so no code is asked for.
    assert sign_up(client, "ann@example.org", "Ann Able") == "/log/"
    waiting = client.get("/log/groups.json").json()["invitations"]
    assert [made["group"] for made in waiting] == ["Example Clinic"]
    accepted = send(client, f"/log/groups/invitations/{waiting[0]['id']}/accept/", "/log/groups/")
    assert accepted == f"/log/groups/{group.pk}/"
    assert Membership.objects.get(user__email="ann@example.org").role == Role.MEMBER
    assert not Invitation.objects.exists()
    assert client.get("/account/invitation/").status_code == 404


def test_a_mail_that_cannot_be_sent_is_said_and_the_invitation_stands(
    mate: User, group: Group, as_user: AsUser, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    client = as_user(mate)
    address = f"/log/groups/{group.pk}/invite/"
    client.post(address, {"email": "ann@example.org", "role": "member"})
    page = client.get(f"/log/groups/{group.pk}/").content.decode()
    assert "the mail could not be sent" in page
    assert Invitation.objects.filter(email="ann@example.org").exists()


def test_nobody_fills_mailboxes_by_invitations(
    mate: User, group: Group, as_user: AsUser, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"invite": "2/h/user"}
    client = as_user(mate)
    statuses = [
        client.post(
            f"/log/groups/{group.pk}/invite/", {"email": "ann@example.org", "role": "member"}
        ).status_code
        for _ in range(3)
    ]
    assert statuses == [303, 303, 400]
    assert len(mail.outbox) == 2


def test_where_sign_up_is_closed_an_invitation_opens_it_for_its_own_address_alone(
    mate: User, group: Group, settings: Settings
) -> None:
    settings.SIGN_UP_OPEN = False
    _, secret = changing.invite(mate, group, "ann@example.org", Role.MEMBER)
    client = browser()
    client.get(f"/account/invitation/{secret}/")
    refused = sign_up(client, "mallory@example.org")
    assert "The invitation is for ann@example.org" in refused
    assert sign_up(client, "ann@example.org") == "/log/"


def test_an_invitation_is_declined_and_nothing_of_it_kept(
    mate: User, stranger: User, group: Group, as_user: AsUser
) -> None:
    made, _ = changing.invite(mate, group, stranger.email, Role.MEMBER)
    answer = as_user(stranger).post(f"/log/groups/invitations/{made.pk}/decline/")
    assert answer.status_code == 303
    assert not Invitation.objects.exists()
    assert not Membership.objects.filter(user=stranger, group=group).exists()


def test_the_invitation_of_one_is_not_another_s(
    owner: User, mate: User, stranger: User, group: Group, as_user: AsUser
) -> None:
    made, secret = changing.invite(mate, group, "ann@example.org", Role.READER)
    client = as_user(stranger)
    for act in ("accept", "decline"):
        assert client.post(f"/log/groups/invitations/{made.pk}/{act}/").status_code == 404
    client.get(f"/account/invitation/{secret}/")
    page = client.get("/account/invitation/").content.decode()
    assert "you are signed in as stranger@example.org" in page
    assert "/accept/" not in page
    assert Invitation.objects.filter(pk=made.pk).exists()


def test_a_made_up_or_ended_link_opens_nothing(mate: User, group: Group) -> None:
    _, secret = changing.invite(mate, group, "ann@example.org", Role.MEMBER)
    Invitation.objects.update(until=timezone.now() - timedelta(seconds=1))
    for said in (secret, "x", "made-up"):
        client = browser()
        assert client.get(f"/account/invitation/{said}/").status_code == 303
        assert client.get("/account/invitation/").status_code == 404
        assert client.get("/account/invitation.json").status_code == 404


def test_addresses_of_people_are_for_those_who_manage(
    owner: User, mate: User, group: Group, as_user: AsUser
) -> None:
    theirs = as_user(owner).get(f"/log/groups/{group.pk}.json").json()
    assert {person["name"] for person in theirs["people"]} == {"Olive Owner", "Max Mate"}
    assert all("email" not in person for person in theirs["people"])
    page = as_user(owner).get(f"/log/groups/{group.pk}/").content.decode()
    assert "mate@example.org" not in page
    assert "/invite/" not in page
    managed = as_user(mate).get(f"/log/groups/{group.pk}.json").json()
    assert {person["email"] for person in managed["people"]} == {owner.email, mate.email}


def test_what_a_role_may_not_do_is_refused_with_the_reason(
    owner: User, mate: User, group: Group, as_user: AsUser
) -> None:
    client = as_user(owner)
    answer = client.post(
        f"/log/groups/{group.pk}/invite/", {"email": "a@example.org", "role": "member"}
    )
    assert answer.status_code == 400
    assert b"As member you cannot invite" in answer.content
    place = Membership.objects.get(user=mate)
    for act in ("role", "remove"):
        answer = client.post(
            f"/log/groups/{group.pk}/{act}/", {"place": str(place.pk), "role": "reader"}
        )
        assert answer.status_code == 400, act
    assert Membership.objects.get(user=mate).role == Role.MANAGER


@pytest.mark.parametrize("field", ["place", "role"])
def test_nonsense_in_a_form_is_refused(
    mate: User, group: Group, as_user: AsUser, field: str
) -> None:
    fields = {"place": "1", "role": "reader", field: "x' OR 1=1"}
    answer = as_user(mate).post(f"/log/groups/{group.pk}/role/", fields)
    assert answer.status_code == 400


def test_who_leaves_takes_the_log_along_and_is_no_longer_seen(
    owner: User, mate: User, group: Group, as_user: AsUser
) -> None:
    made = entry(owner, date(2026, 3, 9))
    totals = f"/log/dashboard/groups/{group.pk}.json"
    before = as_user(mate).get(totals).json()["people"]
    assert {person["name"] for person in before} == {"Olive Owner", "Max Mate"}
    assert as_user(owner).post(f"/log/groups/{group.pk}/leave/").status_code == 303
    assert Entry.objects.of(owner).get() == made
    (left,) = as_user(mate).get(totals).json()["people"]
    assert left["name"] == "Max Mate"
    assert as_user(owner).get(f"/log/groups/{group.pk}/").status_code == 404


def test_a_person_reads_who_looked_once_an_hour_and_the_looker_is_not_in_it(
    owner: User, mate: User, group: Group, as_user: AsUser
) -> None:
    entry(mate, date(2026, 3, 9))
    looker = as_user(mate)
    for _ in range(3):
        looker.get(f"/log/dashboard/groups/{group.pk}/")
    (look,) = as_user(owner).get("/log/seen-by.json").json()["looked"]
    assert look["by"] == "Max Mate"
    assert as_user(mate).get("/log/seen-by.json").json()["looked"] == []
    Change.objects.of(owner).update(at=timezone.now() - timedelta(minutes=61))
    looker.get(f"/log/dashboard/groups/{group.pk}.json")
    assert len(as_user(owner).get("/log/seen-by.json").json()["looked"]) == 2


def test_who_can_see_my_data_names_people_groups_and_what_they_see(
    owner: User, mate: User, stranger: User, group: Group, as_user: AsUser
) -> None:
    client = as_user(owner)
    assert client.get("/log/seen-by.json").json()["people"] == [
        {
            "name": "Max Mate",
            "email": "mate@example.org",
            "sees": "totals",
            "groups": [{"name": "Example Clinic", "role": "manager"}],
        }
    ]
    page = client.get("/log/seen-by/").content.decode()
    assert "1 person sees your totals; nobody of them sees your single entries" in " ".join(
        page.split()
    )
    answer = client.post(
        f"/log/groups/{group.pk}/share/", {"agreed": "yes", "next": "/log/seen-by/"}
    )
    assert answer["Location"] == "/log/seen-by/"
    assert client.get("/log/seen-by.json").json()["people"][0]["sees"] == "entries"
    assert as_user(stranger).get("/log/seen-by.json").json()["people"] == []


def test_a_group_s_page_is_for_those_in_it(stranger: User, group: Group, as_user: AsUser) -> None:
    client = as_user(stranger)
    for address in (f"/log/groups/{group.pk}/", f"/log/groups/{group.pk}.json"):
        assert client.get(address).status_code == 404
    for act in ("rename", "invite", "withdraw", "role", "remove", "leave", "share", "delete"):
        fields = {
            "name": "x",
            "email": "a@b.example",
            "role": "member",
            "place": "1",
            "sure": "yes",
        }
        assert client.post(f"/log/groups/{group.pk}/{act}/", fields).status_code == 404, act


def test_an_owner_renames_withdraws_and_deletes(owner: User, as_user: AsUser) -> None:
    group = changing.create(owner, "Old")
    client = as_user(owner)
    client.post(f"/log/groups/{group.pk}/rename/", {"name": "New"})
    made, _ = changing.invite(owner, group, "a@example.org", Role.MEMBER)
    client.post(f"/log/groups/{group.pk}/withdraw/", {"place": str(made.pk)})
    page = client.get(f"/log/groups/{group.pk}/").content.decode()
    assert "<h1>New</h1>" in page
    assert "a@example.org" not in page
    assert client.post(f"/log/groups/{group.pk}/delete/").status_code == 400
    assert client.post(f"/log/groups/{group.pk}/delete/", {"sure": "yes"}).status_code == 303
    assert not Group.objects.exists()
