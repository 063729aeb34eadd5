using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Documents;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Nights;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>The rows of a worklist about contacts who cannot be reached, for as long as the roster states the same number or address.</summary>
public static class ContactRows
{
    public static IReadOnlyList<WorklistRow> Of(School school, IReadOnlyList<PupilNight> pupils, UnusableAddresses unusable) =>
    [
        .. from pupil in pupils.OrderBy(pupil => pupil.Pupil.Upn)
           from contact in pupil.Pupil.Contacts
           from address in Address.AllOf(contact)
           from found in unusable.Find(address)
           select new WorklistRow(school.Id, WorklistKinds.Contact, Sentence(contact, found)) { Pupil = WorklistPupil.Of(school, pupil) },
    ];

    private static string Sentence(Contact contact, UnusableAddress found)
    {
        var what = found.Channel == Channel.Text ? "mobile number" : "email address";
        var who = string.Join(", ", new[] { contact.Name, contact.Relationship }.Where(word => word.Length > 0));
        return $"The {what} of contact {contact.Slot}{(who.Length > 0 ? $" ({who})" : "")} has not been usable since {ReasonText.Day(found.Since)}: {found.Why}. Please check it with the family and correct it in your school system.";
    }
}
