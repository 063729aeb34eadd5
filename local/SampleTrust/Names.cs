namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Forenames and surnames for sample people, with accents, apostrophes and hyphens as in real rosters.</summary>
internal static class Names
{
    internal static readonly string[] Children =
    [
        "Olivia", "Amelia", "Isla", "Ava", "Lily", "Freya", "Florence", "Willow", "Poppy", "Ella", "Maya", "Aisha", "Fatima", "Zara",
        "Hannah", "Grace", "Evie", "Ruby", "Esme", "Matilda", "Zoë", "Siân", "Chloé", "Renée", "Niamh", "Anne-Marie", "Inès", "Priya",
        "Muhammad", "Noah", "Oliver", "George", "Leo", "Arthur", "Oscar", "Theo", "Freddie", "Archie", "Jack", "Henry", "Jacob", "Ethan",
        "Samuel", "Daniel", "Benjamin", "Thomas", "Adam", "Yusuf", "Ibrahim", "José", "André", "Rhys", "D'Arcy", "Jean-Luc", "Søren",
        "Kwame", "Tomasz", "Arjun", "Joshua", "Alexander", "Maximilian", "Charlotte", "Isabella", "Elizabeth", "Emily", "Sophie",
    ];

    /// <summary>The boys stand together in <see cref="Children"/>.</summary>
    internal static bool IsBoy(string forename) => Array.IndexOf(Children, forename) is var index
        && index >= Array.IndexOf(Children, "Muhammad") && index <= Array.IndexOf(Children, "Maximilian");

    internal static readonly string[] Mothers =
    [
        "Sarah", "Claire", "Emma", "Rebecca", "Louise", "Nicola", "Rachel", "Samantha", "Amy", "Gemma", "Laura", "Natasha", "Ayesha",
        "Shabana", "Agnieszka", "Katarzyna", "Hélène", "Sinéad", "Mary-Jane", "Folake", "Anita", "Sunita", "Joanne", "Helen", "Kerry",
    ];

    internal static readonly string[] Fathers =
    [
        "David", "Paul", "Mark", "Andrew", "Richard", "Stephen", "Lee", "Craig", "Darren", "Simon", "Imran", "Tariq", "Piotr", "Marek",
        "François", "Seán", "Emeka", "Raj", "Sanjay", "Gareth", "Neil", "Stuart", "Kevin", "Jürgen", "John-Paul",
    ];

    internal static readonly string[] Surnames =
    [
        "Smith", "Jones", "Taylor", "Brown", "Williams", "Wilson", "Johnson", "Davies", "Patel", "Khan", "Wright", "Walker", "Robinson",
        "Thompson", "White", "Hughes", "Edwards", "Green", "Hall", "Wood", "Harris", "Lewis", "Martin", "Jackson", "Clarke", "Turner",
        "Hill", "Cooper", "Ward", "Morris", "Moore", "Clark", "King", "Baker", "Ali", "Hussain", "Begum", "Ahmed", "Singh", "Kaur",
        "Nowak", "Kowalski", "Okafor", "Mensah", "O'Brien", "O'Neill", "D'Souza", "McCarthy", "Macdonald", "Smith-Jones", "Lloyd-Evans",
        "Núñez", "García", "Müller", "Lefèvre", "Håkansson", "Fernandes", "Silva", "Chan", "Nguyen", "Bennett", "Carter", "Ellis", "Fox",
        "Gibson", "Hart", "Ingram", "Jarvis", "Knight", "Lamb", "Mills", "Norris", "Osborne", "Page", "Quinn", "Reid", "Shaw", "Todd",
    ];

    /// <summary>The preferred name for a forename; empty if there is none.</summary>
    internal static string Preferred(string forename) => forename switch
    {
        "Benjamin" => "Ben",
        "Samuel" => "Sam",
        "Thomas" => "Tom",
        "Daniel" => "Dan",
        "Joshua" => "Josh",
        "Alexander" => "Alex",
        "Maximilian" => "Max",
        "Charlotte" => "Lottie",
        "Isabella" => "Bella",
        "Elizabeth" => "Beth",
        "Matilda" => "Tilly",
        _ => "",
    };
}
