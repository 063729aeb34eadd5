namespace AttendanceFunctions.Domain.Pupils;

/// <summary>How a message reaches a contact.</summary>
public enum Channel
{
    /// <summary>No way: the row records why nothing is sent.</summary>
    None,

    /// <summary>A text to a mobile number.</summary>
    Text,

    /// <summary>An email.</summary>
    Email,
}
