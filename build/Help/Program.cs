using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace Engine.Build.Help;

/// <summary>
/// Makes PowerShell's help files of a cmdlet assembly: syntax from its attributes, words about cmdlets and parameters from its XML documentation,
/// description and examples from one Markdown page a cmdlet. <c>engine-help ASSEMBLY PAGES OUTPUT</c>
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is not [var assemblyPath, var pages, var output])
        {
            Console.Error.WriteLine("usage: engine-help ASSEMBLY PAGES OUTPUT");
            return 64;
        }

        try
        {
            Directory.CreateDirectory(output);
            Assembly assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(assemblyPath));
            var words = new XmlDocumentation(Path.ChangeExtension(assemblyPath, ".xml"));
            var cmdlets = assembly.GetExportedTypes()
                .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Cmdlet)))
                .Select(type => new CmdletDescription(type, words)).OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)
                .ToDictionary(cmdlet => cmdlet, cmdlet => MarkdownPage.Read(Path.Combine(pages, cmdlet.Name + ".md")));
            MamlWriter.Write(cmdlets, Path.Combine(output, Path.GetFileName(assemblyPath) + "-Help.xml"));
            foreach (string topic in Directory.EnumerateFiles(pages, "about_*.md"))
            {
                File.WriteAllText(Path.Combine(output, Path.GetFileNameWithoutExtension(topic) + ".help.txt"), AboutTopic.Render(File.ReadAllLines(topic)));
            }

            return 0;
        }
        catch (HelpException e)
        {
            // In the form that MSBuild takes for an error of the build.
            Console.Error.WriteLine($"{e.Source}: error HELP: {e.Message}");
            return 1;
        }
    }
}
