"""What people write to one another about: the nouns that a sentence may be about, and its verbs."""

from __future__ import annotations

# Correspondence, work, money, trade, home, study, clubs and software; singular forms.
AFFAIRS = frozenset(
    """
    answer reply response email mail message letter note call voicemail request enquiry
    inquiry question comment review remark
    feedback explanation apology reason decision choice outcome result news update
    announcement statement notice reminder
    application interview role job position post vacancy offer contract salary pay wage bonus
    raise promotion reference cv
    resume portfolio assignment task exercise test case study presentation talk paper
    manuscript article chapter draft
    abstract proposal report slide document file form sheet score mark grade exam essay
    thesis panel committee board
    jury team company firm office department manager supervisor colleague recruiter agency
    client customer supplier
    applicant candidate shortlist process procedure policy rule criterion requirement
    condition term deadline date schedule appointment
    meeting visit workshop training course programme project plan budget estimate quote
    quotation invoice bill payment
    refund deposit fee fare cost price charge credit discount voucher order delivery parcel
    package shipment item product
    part replacement repair warranty guarantee return account subscription booking
    reservation ticket flight hotel seat
    service support helpdesk portal website site page app software system server login
    password code release version
    feature bug issue fix patch branch build docs documentation pr thread discussion
    repository repo library plugin
    boiler heating noise rent lease flat apartment
    building landlord tenant parking plumber electrician engineer technician contractor driver
    courier doctor nurse surgery prescription claim complaint dispute case policyholder
    insurance tax form certificate licence permit
    visa passport record data address number photo picture video recording wedding birthday
    party trip holiday
    leave shift rota timetable overtime holiday class lesson school teacher student course
    club choir match game practice event
    concert show conference session ceremony grant scholarship award prize funding donation
    membership vote election minutes agenda
    work effort time help support advice idea suggestion design drawing mock-up logo
    translation edit sample prototype
    behaviour tone silence absence delay rejection refusal cancellation change mistake error
    mix-up misunderstanding
    conversation agreement deal promise arrangement handover timesheet expense receipt
    statement balance debt loan mortgage
    listing advert workshop order
    figure figures money cash cheque transfer laptop equipment tool
    brochure catalogue questionnaire survey database spreadsheet report website newsletter
    campaign pitch
    """.split()
)
# What a reader can be asked to do, even in the middle of an angry sentence.
ERRANDS = frozenset(
    """
    send give fix tell explain answer reply refund return check read update confirm correct
    call phone ring let look pay
    cancel reverse reopen review reconsider book change move forward deliver repair replace
    resend provide show share put
    remove delete add include approve sign release restore reinstate sort resolve clear
    process return bring collect
    help contact write email talk speak set buy pack respond stop close open merge test document
    describe clarify stay
    justify apologise apologize
    """.split()
)


def is_affair(noun: str) -> bool:
    """Whether one writes mails about `noun`, in the singular or the plural."""
    low = noun.lower()
    return (
        low in AFFAIRS
        or (low.endswith("s") and low[:-1] in AFFAIRS)
        or (low.endswith("es") and low[:-2] in AFFAIRS)
        or (low.endswith("ies") and f"{low[:-3]}y" in AFFAIRS)
    )
