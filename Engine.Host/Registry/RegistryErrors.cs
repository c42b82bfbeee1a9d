using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Engine.Host.Errors;

namespace Engine.Host.Registry;

/// <summary>What a client is told when a registry refuses, cannot be reached or lies: in docker's words, which are Go's for the network's part.</summary>
internal static class RegistryErrors
{
    /// <summary>What went wrong with an image.</summary>
    /// <param name="failure">What happened.</param>
    /// <param name="reference">The reference in familiar form.</param>
    /// <param name="repository">Its repository in familiar form.</param>
    public static EngineException OfImage(Exception failure, string reference, string repository) => failure switch
    {
        EngineException known => known,
        RegistryRefusal refusal when refusal.Has("MANIFEST_UNKNOWN") || (refusal.Status == HttpStatusCode.NotFound && !refusal.Has("NAME_UNKNOWN")) =>
            new NotFoundException($"manifest for {reference} not found: {refusal.Message}", ErrorCode.ImageNotFound, failure) { Subject = reference },
        RegistryRefusal refusal when refusal.Has("NAME_UNKNOWN") =>
            new NotFoundException($"repository {repository} not found: {refusal.Message}", ErrorCode.ImageNotFound, failure) { Subject = reference },
        RegistryRefusal refusal when refusal.Has("DENIED") => new EngineException(
            EngineErrorKind.NotFound,
            ErrorCode.ImagePullDenied,
            $"pull access denied for {repository}, repository does not exist or may require 'docker login': {refusal.Message}",
            failure)
        { Subject = reference },
        _ => Of(failure, reference),
    };

    /// <summary>What went wrong between the engine and a registry.</summary>
    public static EngineException Of(Exception failure, string subject) => failure switch
    {
        EngineException known => known,
        RegistryRefusal { Status: HttpStatusCode.Unauthorized } =>
            new EngineException(EngineErrorKind.Internal, ErrorCode.ImagePullDenied, failure.Message, failure) { Subject = subject },
        RegistryRefusal { Status: HttpStatusCode.Forbidden } =>
            new EngineException(EngineErrorKind.Forbidden, ErrorCode.ImagePullDenied, failure.Message, failure) { Subject = subject },
        RegistryRefusal { Status: HttpStatusCode.TooManyRequests } =>
            new UnavailableException($"toomanyrequests: {failure.Message}", ErrorCode.RegistryUnavailable, failure) { Subject = subject },
        RegistryRefusal => new InternalException(failure.Message, ErrorCode.RegistryUnavailable, failure) { Subject = subject },
        _ => new InternalException(failure.Message, ErrorCode.RegistryUnavailable, failure) { Subject = subject },
    };

    /// <summary>A registry's content is not what it said.</summary>
    public static EngineException Invalid(string what, string reason) =>
        new InvalidArgumentException($"{what}: {reason}", ErrorCode.RegistryContentInvalid) { Subject = what };

    /// <summary>A connection could not be made, or broke: as Go words it, because that is what people search for.</summary>
    public static EngineException Unreachable(HttpMethod method, Uri url, Exception cause)
    {
        var verb = method.Method[..1] + method.Method[1..].ToLowerInvariant();
        return new InternalException($"{verb} \"{url}\": {Reason(url, cause)}", ErrorCode.RegistryUnavailable, cause) { Subject = url.Authority };
    }

    private static string Reason(Uri url, Exception cause)
    {
        for (var inner = cause; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return $"dial tcp: lookup {url.IdnHost}: no such host";
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return $"dial tcp {url.IdnHost}:{url.Port}: connect: connection refused";
                case SocketException { SocketErrorCode: SocketError.NetworkUnreachable or SocketError.HostUnreachable }:
                    return $"dial tcp {url.IdnHost}:{url.Port}: connect: no route to host";
                case SocketException { SocketErrorCode: SocketError.ConnectionReset }:
                    return "read: connection reset by peer";
                case AuthenticationException when inner.Message.Contains("frame", StringComparison.Ordinal) || inner.InnerException is IOException:
                    return "http: server gave HTTP response to HTTPS client";
                case AuthenticationException when inner.Message.Contains("certificate", StringComparison.Ordinal):
                    return $"tls: failed to verify certificate: x509: {inner.Message}";
                case HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded }:
                    return "unexpected EOF";
                case TimeoutException:
                    return inner.Message;
            }
        }

        return cause.Message;
    }
}
