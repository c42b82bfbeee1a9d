namespace Engine.Host.Images.Documents;

/// <summary>The <c>{}</c> that documents use as the value of a set's members.</summary>
internal sealed record EmptyObject;
