namespace SendGrid.Helpers.Mail;

/// <summary>An address, with or without the name of whom it belongs to.</summary>
public class EmailAddress
{
    /// <summary>Names an address.</summary>
    public EmailAddress(string email, string? name = null)
    {
        Email = email;
        Name = name;
    }

    /// <summary>The address.</summary>
    public string Email { get; set; }

    /// <summary>The name; null for none.</summary>
    public string? Name { get; set; }
}
