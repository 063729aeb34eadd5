namespace AttendanceFunctions.Domain.Text;

/// <summary>Who decided something, and how that is known. Two decisions are one person's if they have the same name.</summary>
public abstract record Author
{
    private Author(string name) => Name = name;

    /// <summary>The person's name; never empty.</summary>
    public string Name { get; init; }

    /// <summary>The author in words, as they follow "by".</summary>
    public abstract string InWords();

    /// <summary>A person whom the platform signed in. Only such a person decides a formal step (domain 0.23).</summary>
    /// <param name="SignInName">The name with which the person signed in; never empty.</param>
    public sealed record SignedIn(string Name, string SignInName) : Author(Name)
    {
        /// <inheritdoc/>
        public override string InWords() => Name;
    }

    /// <summary>What a file of decisions says: anybody who can write to the school's folder can write any name.</summary>
    /// <param name="File">The file's name, without its folder.</param>
    /// <param name="Uploader">
    /// The directory's id of whoever put the file there; null where storage does not say, as in an account without a hierarchical
    /// namespace.
    /// </param>
    public sealed record Stated(string Name, string File, string? Uploader) : Author(Name)
    {
        /// <inheritdoc/>
        public override string InWords() =>
            $"{Name}, as the file {File} says" + (Uploader is { } uploader ? $" (put there by {uploader})" : "");
    }
}
