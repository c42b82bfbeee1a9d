namespace Engine.Host.Storage;

/// <summary>
/// One change of the database's schema. The steps are an append-only list: a step that was ever released is never edited, moved or
/// dropped, because its position is the schema version that databases on disk carry.
/// </summary>
/// <param name="Name">What the step does, for the log and for error messages.</param>
/// <param name="Sql">One or more statements; they run in one transaction with the version's increment.</param>
internal sealed record SchemaStep(string Name, string Sql);
