"""The proxy says what the server behind it says, once that has said it."""

from __future__ import annotations

import logging
import signal
import smtplib
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from aiosmtpd.smtp import AuthResult

from tests.gate.mails import ANGRY, CALM, CANARY, crlf
from tests.gate.servers import Proxy, Server
from tonecheck.frontends.relay import BUSY, FAILED, NO_LOGIN, UNREACHABLE, Relay, Upstream
from tonecheck.frontends.sink import Sink, listening
from tonecheck.frontends.smtp_proxy import is_loopback
from tonecheck.gate import Gate, OnError

FROM, TO = "ada@example.org", "bob@example.org"


@pytest.fixture
def upstream() -> Server:
    return Server()


@pytest.fixture
def gate(checker) -> Gate:
    gate = Gate()
    gate._checker = checker
    return gate


@contextmanager
def proxied(server: Sink | None, gate: Gate, **options) -> Iterator[smtplib.SMTP]:
    """A client that has said EHLO to a proxy for `server`."""
    with ExitStack() as stack:
        port = stack.enter_context(listening(server)) if server else 1
        relay = Relay(Upstream("127.0.0.1", port, tls="none", timeout_s=5), gate, **options)
        proxy = Proxy(relay)
        proxy.start()
        stack.callback(proxy.stop)
        link = smtplib.SMTP("127.0.0.1", proxy.port, timeout=20)
        stack.callback(link.close)
        link.ehlo()
        link.relay = relay  # type: ignore[attr-defined]
        yield link


def test_a_calm_mail_arrives_byte_for_byte_with_the_servers_own_reply(upstream, gate):
    with proxied(upstream, gate) as link:
        link.mail(FROM)
        link.rcpt(TO)
        assert link.data(crlf(CALM)) == (250, b"2.0.0 kept as 7")
    assert upstream.mails == [crlf(CALM)]


def test_an_angry_mail_is_550_with_rules_and_lines_and_no_word_of_it(upstream, gate):
    with proxied(upstream, gate) as link:
        with pytest.raises(smtplib.SMTPDataError) as refused:
            link.sendmail(FROM, [TO], crlf(ANGRY))
        assert refused.value.smtp_code == 550
        assert (
            refused.value.smtp_error
            == b"5.7.1 tonecheck: not sent: hostile.nothing-but-a-verdict l.3"
        )
        link.sendmail(FROM, [TO], crlf(CALM))
    assert upstream.mails == [crlf(CALM)]


@pytest.mark.parametrize(
    "reply", ["451 4.2.0 greylisted", "550 5.7.1 no", "552 5.3.4 too big", "554 5.6.0 no"]
)
@pytest.mark.parametrize("verb", ["MAIL", f"RCPT {TO}", "DATA"])
def test_what_the_server_refuses_is_refused_in_its_words(upstream, gate, verb, reply):
    upstream.replies[verb] = reply
    with proxied(upstream, gate) as link:
        link.mail(FROM)
        said = link.rcpt(TO)
        if verb == "DATA":
            said = link.data(crlf(CALM))
        elif verb == "MAIL":
            link.rset()
            said = link.mail(FROM)
    code, _, text = reply.partition(" ")
    assert said == (int(code), text.encode())
    assert upstream.mails == []


def test_a_refused_recipient_is_told_at_once_and_the_others_get_the_mail(upstream, gate):
    upstream.replies["RCPT nobody@example.org"] = "550 5.1.1 unknown"
    with proxied(upstream, gate) as link:
        refused = link.sendmail(FROM, ["nobody@example.org", TO], crlf(CALM))
    assert refused == {"nobody@example.org": (550, b"5.1.1 unknown")}
    assert upstream.recipients == [TO]


@pytest.mark.parametrize("verb", ["MAIL", f"RCPT {TO}", "DATA"])
def test_a_server_that_hangs_up_is_451(upstream, gate, verb):
    upstream.replies[verb] = None
    with proxied(upstream, gate) as link:
        with pytest.raises(smtplib.SMTPException) as refused:
            link.sendmail(FROM, [TO], crlf(CALM))
        assert "451" in str(refused.value)
    assert upstream.mails == []


def test_a_server_that_is_not_there_is_451_and_the_proxy_lives_on(gate):
    with proxied(None, gate) as link:
        for _ in range(2):
            assert link.mail(FROM) == (int(UNREACHABLE[:3]), UNREACHABLE[4:].encode())
        assert link.relay.open == 0


class Broken:
    def findings(self, message, **_):
        raise RuntimeError(CANARY)


@pytest.mark.parametrize("on_error", OnError)
def test_a_check_that_fails_is_451_or_sent_as_the_options_say(upstream, on_error):
    gate = Gate(on_error=on_error)
    gate._checker = Broken()
    with proxied(upstream, gate) as link:
        link.mail(FROM)
        link.rcpt(TO)
        said = link.data(crlf(ANGRY))
    if on_error is OnError.OPEN:
        assert (said[0], upstream.mails) == (250, [crlf(ANGRY)])
    else:
        assert (said, upstream.mails) == ((451, FAILED[4:].encode()), [])


def test_an_error_of_the_gate_itself_is_451_without_its_text(upstream, gate, monkeypatch):
    monkeypatch.setattr(Gate, "judge_mail", lambda *_: 1 / 0 if CANARY else None)
    with proxied(upstream, gate) as link:
        link.mail(FROM)
        link.rcpt(TO)
        assert link.data(crlf(CALM)) == (451, FAILED[4:].encode())
        assert link.relay.open == 0
    assert upstream.mails == []


def test_it_offers_what_the_server_offers(gate):
    with proxied(Sink(), gate) as link:
        assert {"size", "8bitmime"} <= link.esmtp_features.keys()
        assert "auth" not in link.esmtp_features
        assert "starttls" not in link.esmtp_features


def test_size_8bitmime_and_smtputf8_are_passed_on(upstream, gate):
    mail = crlf("To: b@c\n\nGrüße, thank you.\n".encode())
    with proxied(upstream, gate) as link:
        assert link.docmd("MAIL", f"FROM:<{FROM}> SIZE={len(mail)} BODY=8BITMIME")[0] == 250
        link.rcpt(TO)
        link.data(mail)
    assert upstream.options == [f"SIZE={len(mail)}", "BODY=8BITMIME"]
    assert upstream.mails == [mail]


def test_an_address_that_needs_smtputf8_reaches_a_server_that_has_it(upstream, gate):
    with proxied(upstream, gate) as link:
        link.sendmail("ada@grüße.example", ["bob@grüße.example"], crlf(CALM), ["SMTPUTF8"])
    assert "SMTPUTF8" in upstream.options
    assert upstream.recipients == ["bob@grüße.example"]


def test_what_the_server_does_not_offer_is_not_offered(upstream, gate):
    with listening(upstream, enable_SMTPUTF8=False, data_size_limit=500) as port:
        proxy = Proxy(Relay(Upstream("127.0.0.1", port, tls="none"), gate))
        proxy.start()
        try:
            with smtplib.SMTP("127.0.0.1", proxy.port, timeout=20) as link:
                link.ehlo()
                assert "smtputf8" not in link.esmtp_features
                assert link.esmtp_features["size"] == "500"
                assert link.docmd("MAIL", f"FROM:<{FROM}> SIZE=501")[0] == 552
        finally:
            proxy.stop()


def test_one_mail_too_many_at_once_is_asked_to_come_again(upstream, gate):
    with proxied(upstream, gate, transactions=1) as link:
        link.mail(FROM)
        with smtplib.SMTP(link.sock.getpeername()[0], link.sock.getpeername()[1]) as other:
            other.ehlo()
            assert other.mail(FROM) == (451, BUSY[4:].encode())
            link.rset()
            assert other.mail(FROM)[0] == 250


def test_a_client_that_vanishes_gives_its_place_back_and_nothing_is_sent(upstream, gate):
    with proxied(upstream, gate, transactions=1) as link:
        link.mail(FROM)
        link.rcpt(TO)
        link.docmd("DATA")
        link.send(b"half a mail\r\n")
        relay = link.relay
        link.sock.shutdown(socket.SHUT_RDWR)
        link.close()
        deadline = time.monotonic() + 10
        while relay.open and time.monotonic() < deadline:
            time.sleep(0.01)
        assert relay.open == 0
    assert upstream.mails == []


def test_thirty_mails_at_once_arrive_once_each(upstream, gate):
    mails = [crlf(CALM + f"Number {n}.\n".encode()) for n in range(30)]
    with proxied(upstream, gate, transactions=30) as link:
        host, port = link.sock.getpeername()

        def send(mail: bytes) -> None:
            with smtplib.SMTP(host, port, timeout=60) as own:
                own.sendmail(FROM, [TO], mail)

        threads = [threading.Thread(target=send, args=(mail,)) for mail in mails]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(upstream.mails) == sorted(mails)


@pytest.fixture
def secured(tmp_path, monkeypatch, upstream):
    """A server with STARTTLS and a login, whose certificate is trusted here."""
    import ssl

    key, cert = str(tmp_path / "key"), str(tmp_path / "cert")
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert,
         "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl cannot make a certificate")
    monkeypatch.setenv("SSL_CERT_FILE", cert)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)

    def login(server, session, envelope, mechanism, data):
        right = data.login == b"ada" and data.password == b"right"
        return AuthResult(success=right, handled=False)

    with listening(
        upstream,
        tls_context=context,
        require_starttls=True,
        auth_required=True,
        authenticator=login,
    ) as port:
        yield port


@pytest.mark.parametrize(
    ("password", "said"),
    [("right", (250, b"2.0.0 kept as 7")), ("wrong", (451, NO_LOGIN[4:].encode()))],
)
def test_starttls_and_login_to_the_server(upstream, gate, secured, password, said):
    there = Upstream("127.0.0.1", secured, user="ada", password=password, timeout_s=5)
    proxy = Proxy(Relay(there, gate))
    proxy.start()
    try:
        with smtplib.SMTP("127.0.0.1", proxy.port, timeout=20) as link:
            link.ehlo()
            reply = link.mail(FROM)
            if reply[0] == 250:
                link.rcpt(TO)
                reply = link.data(crlf(CALM))
    finally:
        proxy.stop()
    assert reply == said


def test_a_certificate_that_is_not_trusted_is_451(upstream, gate, secured, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", "/dev/null")
    proxy = Proxy(Relay(Upstream("127.0.0.1", secured, timeout_s=5), gate))
    proxy.start()
    try:
        with smtplib.SMTP("127.0.0.1", proxy.port, timeout=20) as link:
            link.ehlo()
            assert link.mail(FROM)[0] == 451
    finally:
        proxy.stop()
    assert upstream.mails == []


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True),
     ("0.0.0.0", False), ("192.168.1.2", False), ("mail.example.org", False), ("::", False)],
)  # fmt: skip
def test_only_loopback_is_loopback(host, expected):
    assert is_loopback(host) is expected


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--listen", "0.0.0.0:0", "--upstream", "localhost:25"], "expected a loopback address"),
        (
            ["--upstream", "mail.example.org:25", "--user", "ada", "--tls", "none"],
            "expected starttls or tls",
        ),
        (["--upstream", "localhost:25", "--user", "ada"], "needs --password-command"),
        (
            ["--upstream", "localhost:25", "--user", "ada", "--password-command", "false"],
            "CalledProcessError",
        ),
        (["--upstream", "localhost"], "is no HOST:PORT"),
        (["--upstream", "localhost:25", "--rules", "/nonexistent"], "does not exist"),
    ],
)
def test_what_would_be_unsafe_or_cannot_be_is_refused_at_the_start(world, options, said):
    done = world.run("tonecheck", "smtp-proxy", *options)
    assert done.returncode == 2
    assert said in done.stderr.decode()


def test_told_to_stop_it_lets_a_mail_on_its_way_arrive(world, upstream, monkeypatch):
    held = threading.Event()
    keep = upstream.handle_DATA

    async def slowly(server, session, envelope):
        import asyncio

        held.set()
        await asyncio.sleep(1)
        return await keep(server, session, envelope)

    upstream.handle_DATA = slowly  # type: ignore[method-assign]
    with listening(upstream) as port:
        command = [sys.executable, "-m", "tonecheck", "smtp-proxy", "--listen", "127.0.0.1:0"]
        command += ["--upstream", f"127.0.0.1:{port}", "--tls", "none"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=world.env) as proxy:
            assert proxy.stdout is not None
            listens = int(proxy.stdout.readline().rpartition(":")[2])
            replies = []

            def send() -> None:
                with smtplib.SMTP("127.0.0.1", listens, timeout=30) as link:
                    link.ehlo()
                    link.mail(FROM)
                    link.rcpt(TO)
                    replies.append(link.data(crlf(CALM)))

            client = threading.Thread(target=send)
            client.start()
            assert held.wait(30)
            proxy.send_signal(signal.SIGTERM)
            client.join(30)
            assert proxy.wait(30) == 0
    assert replies == [(250, b"2.0.0 kept as 7")]
    assert upstream.mails == [crlf(CALM)]


def test_what_it_says_and_logs_of_a_failure_holds_nothing_of_the_mail(
    upstream, gate, capfd, caplog
):
    caplog.set_level(logging.WARNING)
    upstream.replies["DATA"] = None
    with proxied(upstream, gate) as link, pytest.raises(smtplib.SMTPException):
        link.sendmail(FROM, [TO], crlf(CALM + CANARY.encode()))
    said = capfd.readouterr().err
    assert said == "tonecheck: not sent: the mail server failed, SMTPServerDisconnected\n"
    assert CANARY not in caplog.text
    assert FROM not in caplog.text
