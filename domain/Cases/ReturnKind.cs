namespace AttendanceFunctions.Domain.Cases;

/// <summary>A return to the local authority (School Attendance (Pupil Registration) (England) Regulations 2024, reg. 13).</summary>
public enum ReturnKind
{
    /// <summary>A name was entered in the admission register (reg. 13(1)).</summary>
    NewPupil,

    /// <summary>A name is deleted from the admission register (reg. 13(4)).</summary>
    Deletion,

    /// <summary>A pupil missed fifteen school days through illness, or will.</summary>
    Sickness,

    /// <summary>A pupil was absent without leave for ten school days, or fails to attend regularly.</summary>
    Attendance,
}

/// <summary>The returns of which open matters are part, and what each needs of the roster.</summary>
public static class ReturnKinds
{
    public static IReadOnlyList<ReturnKind> All { get; } = Enum.GetValues<ReturnKind>();

    /// <summary>The name in file names: <c>new-pupil</c>.</summary>
    public static string NameOf(this ReturnKind kind) => KebabCase.Of(kind);

    /// <summary>The return in the local authority's words.</summary>
    public static string TitleOf(this ReturnKind kind, AuthorityReturns returns) => kind switch
    {
        ReturnKind.NewPupil => returns.NewPupilReturn,
        ReturnKind.Deletion => returns.DeletionReturn,
        ReturnKind.Sickness => returns.SicknessReturn,
        _ => returns.UnauthorisedReturn,
    };

    /// <summary>The return that a threshold asks for; null for the penalty notice, which is none.</summary>
    public static ReturnKind? Of(StatutoryThreshold threshold) => threshold switch
    {
        StatutoryThreshold.Illness or StatutoryThreshold.IllnessOnCourse => ReturnKind.Sickness,
        StatutoryThreshold.UnauthorisedDays or StatutoryThreshold.IrregularAttendance => ReturnKind.Attendance,
        _ => null,
    };

    /// <summary>The return that a notification asks for; null where it is to an adult.</summary>
    public static ReturnKind? Of(Notification notification) =>
        !notification.IsReturn ? null
        : notification.Occasion == Occasion.Admission ? ReturnKind.NewPupil
        : ReturnKind.Deletion;

    /// <summary>The roster columns that a return needs and that the roster does not fill for a pupil, in the roster's order.</summary>
    /// <remarks>
    /// Every return has the pupil's full name and address. Those about new pupils and deletions also have the name, the address and a
    /// telephone number of each parent; a new pupil's all that the admission register has (reg. 13(1), reg. 8(2)); a deletion's its ground
    /// and the school that the pupil goes to (reg. 13(4)).
    /// </remarks>
    public static IReadOnlyList<string> MissingColumns(this ReturnKind kind, Pupil pupil)
    {
        var isOfRegister = kind is ReturnKind.NewPupil or ReturnKind.Deletion;
        var (departure, parents) = (pupil.Departure, Parents(pupil));
        (string Column, bool IsMissing)[] own =
        [
            ("DateOfBirth", kind == ReturnKind.NewPupil && pupil.DateOfBirth.Length == 0),
            ("Sex", kind == ReturnKind.NewPupil && pupil.Sex == Sex.NotStated),
            ("LastSchool", kind == ReturnKind.NewPupil && pupil.LastSchool.Length == 0),
            ("Admission", kind == ReturnKind.NewPupil && pupil.OnRoll.Admission == OnRoll.Always.Admission),
            ("Leaving", kind == ReturnKind.Deletion && pupil.OnRoll.Leaving == OnRoll.Always.Leaving),
            ("Address", pupil.HomeAddress.Length == 0),
            ("LeavingReason", kind == ReturnKind.Deletion && departure.Ground is null),
            ("Destination", kind == ReturnKind.Deletion && departure is { Destination: "", Ground: var ground }
                && ground == DeletionGround.OtherSchool),
            ("Contact1ParentalResponsibility", isOfRegister && parents.Count == 0),
        ];
        return
        [
            .. own.Where(column => column.IsMissing).Select(column => column.Column),
            .. isOfRegister ? parents.SelectMany(MissingOf) : [],
        ];
    }

    /// <summary>The contacts with parental responsibility.</summary>
    public static IReadOnlyList<Contact> Parents(Pupil pupil) => [.. pupil.Contacts.Where(contact => contact.HasParentalResponsibility)];

    private static IEnumerable<string> MissingOf(Contact contact) =>
        from value in new[] { ("Name", contact.Name), ("Mobile", contact.Mobile), ("Address", contact.HomeAddress) }
        where value.Item2.Length == 0
        select string.Create(CultureInfo.InvariantCulture, $"Contact{contact.Slot}{value.Item1}");
}
