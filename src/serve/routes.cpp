#include "serve/routes.h"

namespace dragoman::serve {

std::span<const Route> routes() {
    static const std::vector<Route> list = {
        {"post",
         "/read",
         "Reads a story and gives its record; nothing is stored.",
         {{"published", "When the story appeared, where it does not say"}},
         "application/json"},
        {"post",
         "/stories",
         "Reads stories and stores them, where the server was started with --write and --token.",
         {},
         "application/json"},
        {"get", "/changes", "Tells of stories as they are stored, as server-sent events.", {}, "text/event-stream"},
        {"get", "/health", "Whether the server answers; asks for no token.", {}, "application/json"},
        {"get", "/metrics", "Counters for Prometheus.", {}, "text/plain"},
        {"get", "/openapi.json", "This interface as OpenAPI 3.1.", {}, "application/json"},
    };
    return list;
}

}  // namespace dragoman::serve
