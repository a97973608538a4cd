"""How mail programs say, in their languages, that something is quoted, signed or boilerplate.

Tables only; `replies` knows what to do with them. Every pattern is linear, and each is used on
one line or on the few lines that a client wraps one into.
"""

from __future__ import annotations

import re

# -- "On ... wrote:" ------------------------------------------------------------------------------

_VERBS = (
    r"wrote|writes|schrieb|schreibt|geschrieben|a écrit|écrit|escribió|ha scritto|escreveu"
    r"|schreef|skrev|kirjoitti|napisał(?:a|\(a\)|/a)?|pisze|nadesłał|napsal(?:a|\(a\))?"
    r"|napísal(?:a|\(a\))?|je napisao|je napisala|írta|a scris|написал(?:а|\(а\))?|писал|пишет"
    r"|написав|пише|написа|yazdı|έγραψε|menulis|đã viết|va escriure|kirjutas|rašė|rakstīja|idatzi du"
    r"|写道|寫道|님이 작성|작성|のメール|書きました|כתב|כתבה|كتب"
)
WROTE = re.compile(
    rf"(?i)(?<![^\W\d_])(?:{_VERBS})(?![^\W\d_])|写道|寫道|のメール|書きました|님이 작성"
)
# "On Mon, ...", "Am So., ...", "2026年5月4日", "4 May 2026", "Mon, 4 May", "W dniu ...", "Bob Smith <"
ATTRIBUTION_OPENING = re.compile(
    r"(?i)(?:-{3} )?(?:on|am|le|el|il|em|no dia|a|op|den|på|dne|dňa|dnia|w dniu|în|la|pada|vào|ngày|στις"
    r"|в|у|на|kl|in (?:article|message))\b|\d|[^\W\d_]{2,4}[.,]{1,2} |ב-|في "
)
# "10:12", "10.12", "10h12", but no date
TIME = re.compile(r"(?<![\d.])\d{1,2}[:.h]\d{2}(?![\d.])")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
ADDRESS = re.compile(r"<[^<>\s]{1,200}@[^<>\s]{1,200}>|[^\s<>]@[^\s<>]")
# "On 4 May you wrote:" and "Look what nonsense you wrote:" are said to the reader.
ADDRESSED = re.compile(
    r"(?i)\b(?:you|I|we|he|she|they|Sie|du|ich|wir|vous|tu|je) (?:wrote|writes|schrieb|écrit)\b"
)
# "you wrote:", "On Monday you wrote:" above quoted lines
BARE = re.compile(r"(?i)(?:(?:on|at|am|le)\b.{1,60} )?\S+ wrote:")
# Above quoted lines also "Quoting Maren:", "Zitat von Maren:", "Maren said:"
SAID = re.compile(
    r"(?i)(?:quoting|zitat von|citando|citation de|citat) |(?:\S+ ){1,4}(?:said|says):"
)

# -- "-----Original Message-----" -----------------------------------------------------------------

_ORIGINAL = (
    r"original (?:message|mail|e-?mail)|reply message|ursprüngliche nachricht|original-?nachricht"
    r"|originalnachricht|message d'origine|message d’origine|message original|message initial"
    r"|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht"
    r"|origineel bericht|oprindelig meddelelse|originalmeddelande|ursprungligt meddelande"
    r"|opprinnelig melding|alkuperäinen viesti|oryginalna wiadomość|wiadomość oryginalna"
    r"|původní zpráva|pôvodná správa|eredeti üzenet|mesaj original|исходное сообщение"
    r"|оригинальное сообщение|вихідне повідомлення|orijinal (?:mesaj|ileti)|özgün ileti"
    r"|αρχικό μήνυμα|元のメッセージ|原始邮件|原始郵件|원본 메시지|원본 메일|הודעה מקורית|الرسالة الأصلية"
)
_FORWARDED = (
    r"forwarded (?:message|mail)|begin forwarded message|weitergeleitete nachricht"
    r"|anfang der weitergeleiteten (?:nachricht|e-mail)|message transféré"
    r"|début du message (?:réexpédié|transféré)|mensaje reenviado"
    r"|inicio del mensaje reenviado|messaggio inoltrato|inizio messaggio inoltrato"
    r"|mensagem (?:encaminhada|reencaminhada)|início da mensagem encaminhada"
    r"|doorgestuurd bericht|begin doorgestuurd bericht|vidarebefordrat (?:meddelande|brev)"
    r"|vidarebefordrat mejl|videresendt (?:besked|meddelelse|melding)|start på videresendt besked"
    r"|välitetty viesti|przekazana wiadomość|treść przekazanej wiadomości|přeposlaná zpráva"
    r"|továbbított üzenet|mesaj redirecționat|пересылаемое сообщение|пересланное сообщение"
    r"|начало переадресованного сообщения|переслане повідомлення|iletilen mesaj|yönlendirilen ileti"
    r"|προωθημένο μήνυμα|転送されたメッセージ|转发的邮件|轉寄的郵件|전달된 메시지"
)
_RULE = r"[-–—_=‐*~]"
SEPARATOR = re.compile(
    rf"(?i){_RULE}{{2,}}\s*(?:{_ORIGINAL}|{_FORWARDED}).{{0,40}}?\s*{_RULE}{{2,}}:?|(?:{_FORWARDED})\s?:"
    r"|-{2,} ?on .{10,200} wrote ?-{2,}"  # Zoho
)

# -- "From: Sent: To: Subject:" -------------------------------------------------------------------

_HEADERS = {
    "from": "from|von|de|da|van|från|fra|lähettäjä|od|feladó|от|от кого|від|від кого|kimden"
    "|gönderen|από|差出人|送信者|发件人|寄件者|보낸 사람|보낸사람|expéditeur|mittente|remetente"
    "|afzender|nadawca|odesílatel|de la|expeditor|מאת|من",
    "date": "date|sent|gesendet|datum|envoyé|date d'envoi|enviado|enviado el|enviado em|enviada em"
    "|enviados|fecha|inviato|data|verzonden|skickat|skickades|sendt|dato|lähetetty|päivämäärä|päiväys"
    "|wysłano|odesláno|odoslané|dátum|elküldve|trimis|отправлено|дата|дата отправки|надіслано"
    "|gönderildi|gönderme tarihi|tarih|ημερομηνία|στάλθηκε|送信日時|日付|日時|发送时间|日期|寄件日期"
    "|날짜|보낸 날짜|received|נשלח|תאריך|التاريخ",
    "to": "to|an|à|a|para|aan|till|til|vastaanottaja|do|komu|címzett|către|кому|kime|alıcı|προς|宛先"
    "|收件人|收件者|받는 사람|받는사람|pour|destinataire|destinatario|destinatário|אל|إلى",
    "subject": "subject|betreff|objet|sujet|asunto|oggetto|assunto|onderwerp|ämne|emne|aihe|temat"
    "|předmět|predmet|tárgy|subiect|тема|konu|θέμα|件名|主题|主旨|제목|נושא|الموضوع",
    "other": "cc|bcc|kopie|kopia|kopi|kopie an|blindkopie|cco|copie|copie à|dw|kópia|másolat|копия"
    "|копія|抄送|副本|참조|reply-to|reply to|antwort an|répondre à|responder a|antwoord aan|importance"
    "|attachments|organization|organisation|wichtigkeit",
}
_CLASSES = {label: name for name, labels in _HEADERS.items() for label in labels.split("|")}
# "From: Bob", "*Von:* Bob", "Objet : x", "发件人：Bob", "| From: Bob"
HEADER_LINE = re.compile(r"[*_|\s]*([^\W\d_][^:：*\n]{0,24}?)[\s*_]{0,3}[:：]")


def header_class(label: str) -> str | None:
    """Which header a client's `label` names: from, date, to, subject, other; None if none."""
    return _CLASSES.get(label.lower().replace("\u00a0", " "))


# -- "Sent from my iPhone" ------------------------------------------------------------------------

_DEVICE = r"[^.,;:!?()]{0,60}"
CLIENT_LINE = re.compile(
    rf"(?i)[*_]*(?:"
    rf"sent (?:from|via|with) (?:my|the new|yahoo|outlook|mail for|samsung|proton ?mail|sparrow|spark"
    rf"|mailspring|superhuman|airmail|canary|blackberry|iphone|ipad|android|gmail|aol|hey|mobile"
    rf"|windows|nine|fairemail|k-9|aqua mail|bluemail|tutanota|edison|newton|front|missive)\b{_DEVICE}"
    rf"|sent with \[?proton ?mail\]?(?:\(https?:[^)\s]*\))?[\w ]{{0,30}}"
    rf"|sent from (?:aol|yahoo) mail{_DEVICE}|get outlook for{_DEVICE}|get bluemail for{_DEVICE}"
    rf"|yahoo mail: search[^.!?]{{0,60}}|secured? (?:by|with) tutanota{_DEVICE}"
    rf"|(?:von|aus) (?:meinem|meiner){_DEVICE}gesendet|gesendet (?:von|mit|aus){_DEVICE}"
    rf"|diese nachricht wurde von meinem{_DEVICE}|holen sie sich outlook{_DEVICE}|outlook für{_DEVICE}herunterladen"
    rf"|envoyé (?:de|depuis|à partir de|avec){_DEVICE}|télécharger outlook{_DEVICE}|obtenir outlook{_DEVICE}"
    rf"|enviado (?:desde|do|a partir do|com){_DEVICE}|obtener outlook{_DEVICE}|obter o outlook{_DEVICE}"
    rf"|inviato (?:da|dal|con){_DEVICE}|scarica outlook{_DEVICE}|ottieni outlook{_DEVICE}"
    rf"|(?:verzonden|verstuurd|gestuurd) (?:vanaf|vanuit|met|via){_DEVICE}|outlook voor{_DEVICE}downloaden"
    rf"|skickat från{_DEVICE}|sendt fra{_DEVICE}|sendt via{_DEVICE}|hämta outlook{_DEVICE}|hent outlook{_DEVICE}"
    rf"|lähetetty {_DEVICE}|wysłan[oe] (?:z|ze){_DEVICE}|odesláno z{_DEVICE}|odoslané z{_DEVICE}"
    rf"|отправлено (?:с|из){_DEVICE}|надіслано з{_DEVICE}|{_DEVICE}gönderildi"
    rf"|{_DEVICE}(?:から送信|から送信されました)|(?:发自我的|從我的|寄自我的){_DEVICE}|나의 {_DEVICE}보냄"
    rf")(?:[.!]|\s*[<(\[]https?:[^\s]*[>)\]])?[*_]*"
)

# -- Mailing lists, disclaimers, banners ----------------------------------------------------------

LIST_FOOTER = re.compile(
    r"(?i)\bmailing list\b|\bto unsubscribe\b|\bunsubscribe from\b|/listinfo/|\bfor additional commands\b"
    r"|\byou (?:are receiving|received) this (?:message|e-?mail) because\b|/mailman/"
)
DISCLAIMER_HEADING = re.compile(
    r"(?i)[*_\s]*(?:(?:legal|e-?mail|confidentiality|privacy) )?"
    r"(?:disclaimer|(?:confidentiality|legal|privacy) (?:notice|statement|note))[:.*_\s]*"
)
# "CAUTION: This email originated from outside of the organization.",
# "Please consider the environment before printing this e-mail."
BANNER = re.compile(
    r"(?i)\W{0,4}(?:please )?(?:consider|think of) the environment before (?:you )?print|"
    r"[*_\[\s]*(?:caution|warning|attention|external(?: e-?mail| sender)?)\b[\]:!*\s-]{0,6}"
    r"(?:this (?:e-?mail|message|is an external)|external|do not click)[^\n]{0,60}"
    r"(?:originat|outside|external|click|sender|organi[sz]ation)"
)
# One of these stands in every formula below; to look for them first costs little.
LEGAL_WORDS = tuple(
    "confidential|privileged|proprietary|recipient|addressee|individual|in error|by mistake|intended"
    "|prohibited|unlawful|permitted|forbidden|the sender|delete th|virus|malware|registered|author"
    "|necessarily|liability|responsibility|vertraulich|irrtümlich|adressat|kopieren|destinataire"
    "|confidentiel|par erreur".split("|")
)
# Two of these in a paragraph make it a lawyer's.
LEGAL_FORMULAS = tuple(
    re.compile(rf"(?i){formula}")
    for formula in (
        r"\bintended (?:\w+ )?for (?:the |use )?(?:\w+ ){0,6}(?:use|recipient|addressee|individual|person|entity)",
        r"\bif you (?:are not|have received|received|believe you)[^.]{0,60}(?:recipient|addressee|in error|by mistake)",
        r"\b(?:confidential|privileged|proprietary)(?:,| and| or|/)[^.]{0,40}(?:privileged|confidential|legally|intended|protected|exempt)",
        r"\b(?:contains?|containing|information)\b[^.]{0,80}\b(?:is|are|may be|be) confidential\b",
        r"\b(?:disclosure|disclosing|copying|distribution|dissemination|unauthori[sz]ed use)\b[^.]{0,160}(?:prohibited|unlawful|not permitted|forbidden)",
        r"\b(?:notify|contact) the sender\b|\bdelete (?:this|the) (?:e-?mail|message) (?:from|and)",
        r"\b(?:scanned for|free (?:of|from)|contain(?:s|ing)?|transmit(?:ted)?) (?:\w+ )?(?:viruses|virus|malware)",
        r"\bregistered (?:in|office)\b[^.]{0,60}\b(?:england|wales|scotland|ireland|company|number|no\b)",
        r"\b(?:views|opinions)[^.]{0,60}(?:those of the author|do not necessarily)",
        r"\bno liability\b|\baccepts? no (?:liability|responsibility)\b",
        r"\bvertrauliche\b[^.]{0,80}informationen|\birrtümlich erhalten|\bnicht der richtige adressat|\bunerlaubte kopieren",
        r"\bconfidentiel\b|\bdestinataire de ce message\b|\breçu ce message par erreur",
    )
)
