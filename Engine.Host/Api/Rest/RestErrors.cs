using Engine.Host.Api.Rest.Models;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Errors;

namespace Engine.Host.Api.Rest;

/// <summary>The one place where failures become HTTP.</summary>
internal static class RestErrors
{
    /// <summary>Docker's status for a kind of failure.</summary>
    public static int Status(EngineErrorKind kind) => kind switch
    {
        EngineErrorKind.InvalidArgument => StatusCodes.Status400BadRequest,
        EngineErrorKind.Unauthorized => StatusCodes.Status401Unauthorized,
        EngineErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        EngineErrorKind.NotFound => StatusCodes.Status404NotFound,
        EngineErrorKind.Conflict => StatusCodes.Status409Conflict,
        EngineErrorKind.NotModified => StatusCodes.Status304NotModified,
        EngineErrorKind.Unsupported => StatusCodes.Status501NotImplemented,
        EngineErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    public static Task WriteAsync(RestRequest request, int status, string message) => status is StatusCodes.Status304NotModified
        ? request.EmptyAsync(status)
        : request.JsonAsync(status, new ErrorResponse { Message = message }, RestJsonContext.Docker.ErrorResponse);
}
