#include "serve/serve.h"

#include <httplib.h>

#include <chrono>
#include <memory>
#include <thread>

namespace dragoman::serve {
namespace {

constexpr std::size_t threads = 256;  // each kept-alive connection takes one
constexpr std::size_t most_body = 16 << 20;
constexpr std::size_t most_target = 16 << 10;

constexpr const char* policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src "
    "'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

std::string cookie_of(const httplib::Request& request, std::string_view name) {
    const std::string cookies = request.get_header_value("Cookie"), key = std::string(name) + "=";
    for (std::size_t at = 0; at < cookies.size();) {
        at = cookies.find_first_not_of("; ", at);
        if (at == std::string::npos) break;
        const auto end = std::min(cookies.find(';', at), cookies.size());
        if (cookies.compare(at, key.size(), key) == 0) return cookies.substr(at + key.size(), end - at - key.size());
        at = end;
    }
    return "";
}

std::string token_of(const httplib::Request& request) {
    const std::string authorization = request.get_header_value("Authorization");
    if (authorization.starts_with("Bearer ")) return authorization.substr(7);
    if (request.has_param("token")) return request.get_param_value("token");
    return cookie_of(request, "dragoman");
}

/// "localhost:8642" → "localhost", "[::1]:8642" → "[::1]".
std::string host_name(const std::string& host) {
    if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
    return host.substr(0, host.find(':'));
}

bool is_asked_for(const Listening& listening, const std::string& host) {
    const std::string name = host_name(host);
    if (name == "localhost" || name == "127.0.0.1" || name == "[::1]" || name == listening.address) return true;
    return std::find(listening.hosts.begin(), listening.hosts.end(), name) != listening.hosts.end();
}

/// A page of another site may not have this one do something.
bool comes_from_elsewhere(const httplib::Request& request) {
    const std::string origin = request.get_header_value("Origin");
    if (origin.empty()) return false;
    const auto host = origin.find("://");
    return host == std::string::npos || origin.substr(host + 3) != request.get_header_value("Host");
}

/// As a provider of known length, which the server sends as it is.
void send(std::string body, const std::string& type, httplib::Response& response) {
    const auto kept = std::make_shared<const std::string>(std::move(body));
    response.set_content_provider(kept->size(), type,
                                  [kept](std::size_t at, std::size_t length, httplib::DataSink& sink) {
                                      return sink.write(kept->data() + at, length);
                                  });
}

void give(const Answer& answer, const httplib::Request& request, httplib::Response& response) {
    response.status = answer.status;
    for (const auto& [name, value] : answer.headers) response.set_header(name, value);
    if (!answer.etag.empty()) response.set_header("ETag", answer.etag);
    response.set_header("Cache-Control", "no-cache");
    if (answer.status == 304 || answer.body.empty()) return;
    response.set_header("Vary", "Accept-Encoding");
    if (request.get_header_value("Accept-Encoding").find("gzip") != std::string::npos)
        if (std::string small = answer.packed.empty() ? packed(answer.body) : answer.packed; !small.empty()) {
            response.set_header("Content-Encoding", "gzip");
            return send(std::move(small), answer.type, response);
        }
    send(answer.body, answer.type, response);
}

void set_policies(httplib::Response& response) {
    response.set_header("Content-Security-Policy", policy);
    response.set_header("X-Content-Type-Options", "nosniff");
    response.set_header("Referrer-Policy", "no-referrer");
    response.set_header("Cross-Origin-Opener-Policy", "same-origin");
    response.set_header("Cross-Origin-Resource-Policy", "same-origin");
}

void handle(Site& site, const Listening& listening, const httplib::Request& request, httplib::Response& response) {
    set_policies(response);
    if (!is_asked_for(listening, request.get_header_value("Host")))
        return give(refusal(421, {"this server is not known by that name", request.get_header_value("Host"),
                                  "Ask it by its address, or start it with --host NAME."}),
                    request, response);
    if (request.method == "POST" && comes_from_elsewhere(request))
        return give(refusal(403, {"asked for by another site's page", request.get_header_value("Origin"), ""}), request,
                    response);
    if (request.target.size() > most_target)
        return give(refusal(414, {"the address is too long", "", "Ask for less at once."}), request, response);
    const std::string token = token_of(request);
    const Answer answer =
        site.answer({request.method, request.target, request.body, request.get_header_value("Content-Type"),
                     request.get_header_value("If-None-Match"), token});
    if (request.has_param("token") && answer.status < 400)
        response.set_header("Set-Cookie", "dragoman=" + token + "; HttpOnly; SameSite=Strict; Path=/");
    give(answer, request, response);
}

/// Server-sent events: "stories" with how many came since the page was opened.
void tell_news(Site& site, const Listening& listening, std::atomic<int>& listeners, const httplib::Request& request,
               httplib::Response& response) {
    constexpr int most_listeners = 64;  // each takes a thread
    set_policies(response);
    if (!is_asked_for(listening, request.get_header_value("Host")) || !site.allows(token_of(request)))
        return give(refusal(401, {"a token is asked for", "/changes", ""}), request, response);
    if (listeners.fetch_add(1) >= most_listeners) {
        --listeners;
        return give(
            refusal(503, {"too many listen already", "/changes", "Ask for the data from time to time instead."}),
            request, response);
    }
    response.set_header("Cache-Control", "no-store");
    const auto known = std::make_shared<std::int64_t>(listening.news ? listening.news->wait(-1, {}) : 0);
    const std::int64_t first = *known;
    response.set_chunked_content_provider(
        "text/event-stream",
        [&listening, known, first](std::size_t, httplib::DataSink& sink) {
            if (listening.stop && *listening.stop) return false;
            constexpr std::chrono::milliseconds pause{1000};
            std::string text = ": still here\n\n";
            if (!listening.news) {
                std::this_thread::sleep_for(pause);
            } else if (const std::int64_t now = listening.news->wait(*known, pause); now > *known) {
                text = "event: stories\ndata: {\"added\":" + std::to_string(now - *known) +
                       ",\"stories\":" + std::to_string(now - first) + "}\n\n";
                *known = now;
            }
            return sink.write(text.data(), text.size());
        },
        [&listeners](bool) { --listeners; });
}

}  // namespace

void News::tell(int stories) {
    const std::lock_guard lock(mutex_);
    stories_ += stories;
    told_.notify_all();
}

std::int64_t News::wait(std::int64_t known, std::chrono::milliseconds most) {
    std::unique_lock lock(mutex_);
    told_.wait_for(lock, most, [&] { return stories_ > known; });
    return stories_;
}

Status run(Site& site, const Listening& listening) {
    httplib::Server server;
    server.new_task_queue = [] { return new httplib::ThreadPool(threads); };
    server.set_payload_max_length(most_body);
    server.set_keep_alive_max_count(1000);
    server.set_keep_alive_timeout(5);
    server.set_read_timeout(10);
    server.set_write_timeout(10);
    server.set_tcp_nodelay(true);
    const auto handler = [&](const httplib::Request& request, httplib::Response& response) {
        handle(site, listening, request, response);
    };
    std::atomic<int> listeners{0};
    server.Get("/changes", [&](const httplib::Request& request, httplib::Response& response) {
        tell_news(site, listening, listeners, request, response);
    });
    // Of methods that nothing can be done with, those without a body: the library would wait for one, or refuse it.
    server.set_pre_routing_handler([&](const httplib::Request& request, httplib::Response& response) {
        const bool known = request.method == "GET" || request.method == "HEAD" || request.method == "POST";
        if (known || request.has_header("Content-Length") || request.has_header("Transfer-Encoding"))
            return httplib::Server::HandlerResponse::Unhandled;
        handler(request, response);
        return httplib::Server::HandlerResponse::Handled;
    });
    server.Get(".*", handler);
    server.Post(".*", handler);
    server.Put(".*", handler);
    server.Patch(".*", handler);
    server.Delete(".*", handler);
    const int port = listening.port == 0 ? server.bind_to_any_port(listening.address.c_str())
                     : server.bind_to_port(listening.address.c_str(), listening.port) ? listening.port
                                                                                      : -1;
    if (port < 0)
        return Error{"cannot listen there", listening.address + ":" + std::to_string(listening.port),
                     "Another program may have that port: give another one with --port, or 0 for any."};
    listening.on_listening(port);
    std::atomic<bool> ended{false};
    std::thread watch([&] {
        while (!ended && !(listening.stop && *listening.stop))
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        server.stop();
    });
    server.listen_after_bind();
    ended = true;
    watch.join();
    return Done{};
}

}  // namespace dragoman::serve
