using Engine.Host.Api.Rest.Models;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Events;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary><c>/events</c>.</summary>
internal sealed class EventEndpoints(EventService events)
{
    public void AddTo(RouteTable routes) => routes.Get("/events", StreamAsync);

    private async Task StreamAsync(RestRequest request)
    {
        var query = request.Query;
        var filter = new EventFilter { Terms = query.Filters() };
        var stream = events.SubscribeAsync(filter, query.Moment("since"), query.Moment("until"), request.CancellationToken);
        request.Response.ContentType = "application/json";

        // A client takes the head for the promise that it will see what happens from now on.
        await request.Response.StartAsync(request.CancellationToken);
        await request.Response.BodyWriter.FlushAsync(request.CancellationToken);
        await foreach (var engineEvent in stream)
        {
            await request.JsonLineAsync(Present(engineEvent), RestJsonContext.Docker.EventModel);
        }
    }

    private static EventModel Present(EngineEvent engineEvent)
    {
        var nanoseconds = DockerTime.UnixNanoseconds(engineEvent.Time);
        var old = engineEvent.Type is "container" or "image";
        return new EventModel
        {
            Status = old ? engineEvent.Action : null,
            Id = old ? engineEvent.ActorId : null,
            From = engineEvent.Type is "container" ? engineEvent.Attributes.GetValueOrDefault("image") : null,
            Type = engineEvent.Type,
            Action = engineEvent.Action,
            Actor = new EventActorModel { ID = engineEvent.ActorId, Attributes = engineEvent.Attributes },
            Time = nanoseconds / 1_000_000_000,
            TimeNano = nanoseconds,
        };
    }
}
