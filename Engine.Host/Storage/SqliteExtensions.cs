using Microsoft.Data.Sqlite;

namespace Engine.Host.Storage;

/// <summary>Short forms for commands with positional parameters (<c>?1</c>, <c>?2</c> …).</summary>
internal static class SqliteExtensions
{
    /// <summary>A command whose parameters <c>?1</c>, <c>?2</c> … are <paramref name="values"/>; null is SQL's NULL.</summary>
    public static SqliteCommand Command(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.Add(new SqliteParameter($"?{i + 1}", values[i] ?? DBNull.Value));
        }

        return command;
    }

    /// <summary>Runs a statement and answers how many rows it changed.</summary>
    public static int Run(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>All rows of a query, each made by <paramref name="read"/>.</summary>
    public static List<T> Query<T>(this SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Command(sql, values);
        return command.Rows(read);
    }

    /// <summary>All rows of a command, each made by <paramref name="read"/>.</summary>
    public static List<T> Rows<T>(this SqliteCommand command, Func<SqliteDataReader, T> read)
    {
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
