using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Local.Host.Files;

/// <summary>A folder with a trust's files. It has a subfolder for each incoming container.</summary>
public sealed class DataFolder
{
    private readonly DirectoryInfo _folder;

    private DataFolder(DirectoryInfo folder) => _folder = folder;

    /// <summary>Opens a folder.</summary>
    /// <exception cref="UserErrorException">The folder does not exist, or has none of the subfolders.</exception>
    public static DataFolder Open(string path)
    {
        var folder = new DirectoryInfo(path);
        if (!folder.Exists)
        {
            throw new UserErrorException($"The folder {folder.FullName} does not exist.");
        }

        return Containers.Incoming.Any(container => Directory.Exists(Path.Combine(folder.FullName, container)))
            ? new DataFolder(folder)
            : throw new UserErrorException($"{folder.FullName} contains none of the folders {string.Join(", ", Containers.Incoming)}.");
    }

    /// <summary>The files of all subfolders, except those whose names begin with a point.</summary>
    public IEnumerable<IncomingFile> Files() => All(isHidden: false);

    /// <summary>The files whose names begin with a point. File managers leave them, and they are not uploaded.</summary>
    public IEnumerable<IncomingFile> HiddenFiles() => All(isHidden: true);

    private IEnumerable<IncomingFile> All(bool isHidden) =>
        from container in Containers.Incoming
        let subfolder = new DirectoryInfo(Path.Combine(_folder.FullName, container))
        where subfolder.Exists
        from file in subfolder.EnumerateFiles("*", SearchOption.AllDirectories)
        where file.Name.StartsWith('.') == isHidden
        let name = Path.GetRelativePath(subfolder.FullName, file.FullName).Replace(Path.DirectorySeparatorChar, '/')
        select new IncomingFile(container, name, cancellation => File.ReadAllBytesAsync(file.FullName, cancellation));
}
