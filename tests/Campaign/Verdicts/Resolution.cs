namespace AttendanceFunctions.Tests.Campaign.Verdicts;

/// <summary>What became of the messages whose fate was unknown when the reports had come.</summary>
/// <param name="Texts">Texts about which a person had to decide.</param>
/// <param name="Emails">Emails to parents about which a person had to decide.</param>
/// <param name="Travellers">Rows that were told of in one of these messages.</param>
/// <param name="Arrived">Messages of which the person saw in the provider's log that they had been sent.</param>
/// <param name="Resent">Messages that were sent again and accepted once.</param>
/// <param name="OutOfReach">Rows that could not be sent again, because the provider had refused the number or address for good meanwhile,
/// or two families share it.</param>
/// <param name="NoLonger">Rows that were not sent again, because what they say was not so any more.</param>
/// <param name="Expired">Rows that were not sent again, because other messages had each of their parent's days.</param>
/// <param name="LeadNotes">Notes to the trust lead, which stay unknown.</param>
/// <param name="Findings">A sentence for each thing that is not as it has to be.</param>
public sealed record Resolution(
    int Texts,
    int Emails,
    int Travellers,
    int Arrived,
    int Resent,
    int OutOfReach,
    int NoLonger,
    int Expired,
    int LeadNotes,
    IReadOnlyList<string> Findings);
