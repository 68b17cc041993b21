#include "serve/site.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <thread>

#include "ask/actors/who.h"
#include "ask/print.h"
#include "record/record.h"
#include "record/scalars.h"
#include "serve/assets.h"
#include "serve/json.h"
#include "serve/openapi.h"
#include "serve/views/views.h"
#include "sha256.h"
#include "story/story.h"

namespace dragoman::serve {

/// A connection to the store for as long as it lives. There are few: questions that wait their turn are all answered
/// sooner than if all were worked on at once.
class Site::Lease {
public:
    explicit Lease(Site& site) : site_(site) {
        site.slots_.acquire();
        const std::lock_guard lock(site.mutex_);
        if (!site.idle_.empty()) {
            store_.emplace(std::move(site.idle_.back()));
            site.idle_.pop_back();
        } else if (auto another = site.store_.another()) {
            store_.emplace(std::move(*another));
        }
    }
    ~Lease() {
        const std::lock_guard lock(site_.mutex_);
        if (store_) site_.idle_.push_back(std::move(*store_));
        site_.slots_.release();
    }
    const store::Store* get() const { return store_ ? &*store_ : nullptr; }

private:
    Site& site_;
    std::optional<store::Store> store_;
};

namespace {

const Error no_such_thing{"there is no such thing", "", "Begin at / or look at /openapi.json."};

/// Not by the first byte that differs: how long it takes must not tell how much was right.
bool same_token(const std::string& a, const std::string& b) {
    const std::string x = sha256_hex(a), y = sha256_hex(b);
    unsigned char differs = 0;
    for (std::size_t i = 0; i < x.size(); ++i) differs |= static_cast<unsigned char>(x[i] ^ y[i]);
    return differs == 0;
}

Answer tagged(Answer answer) {
    answer.etag = '"' + sha256_hex(answer.body).substr(0, 20) + '"';
    return answer;
}

/// 304 where whoever asks has it already.
Answer unless_known(const Answer& answer, const Request& request) {
    if (answer.status == 200 && !answer.etag.empty() && request.if_none_match == answer.etag)
        return {.status = 304, .type = answer.type, .etag = answer.etag};
    return answer;
}

constexpr std::size_t kept_bytes = 128 << 20;
std::ptrdiff_t at_once() { return 2 * std::max(2u, std::thread::hardware_concurrency()); }

/// Is this a path that the page shows something at? All it shows data of, and what it does with data it has.
bool is_view(const Target& target) {
    const bool single = target.segments.size() == 1;
    return view_of(target) || (single && (target.segments[0] == "read" || target.segments[0] == "compare"));
}

std::string csv_of(store::Rows& rows) {
    std::ostringstream out;
    ask::print(out, rows, ask::Format::csv, 0);
    return out.str();
}

}  // namespace

Site::Site(store::Store store, const Engine& engine, Options options, ingest::Live* live)
    : engine_(engine),
      options_(std::move(options)),
      live_(live),
      store_(std::move(store)),
      slots_(at_once()),
      kept_(kept_bytes),
      index_(store_.another(), [this] { kept_.forget(); }) {}

void Site::warm() {
    for (const char* target : {"/index.json", "/relations.json"})
        (void)kept({.method = "GET", .target = target}, [&] { return data(Target(target)); });
}

void Site::changed() {
    kept_.forget();
    index_.changed();
}

bool Site::allows(const std::string& token) const {
    return options_.token.empty() || same_token(token, options_.token);
}

Answer Site::data(const Target& asked) {
    const View* view = view_of(asked);
    if (!view) return refusal(404, no_such_thing);
    if (asked.ending == "csv" && !view->list)
        return refusal(404, {"this is no list", "", "Take .json instead of .csv."});
    const Lease lease(*this);
    if (!lease.get()) return refusal(503, {"the store gives no more connections", "", "Try again in a moment."});
    Target target = asked;
    if (const auto country = target.parameters.find("country");
        country != target.parameters.end() && !country->second.empty()) {
        auto code = ask::state_of(*lease.get(), country->second);  // "Chile" as on the command line
        if (!code) return refusal(400, code.error());
        country->second = std::move(*code);
    }
    if (view->object) {
        const auto object = view->object({*lease.get(), index_}, target);
        if (!object) return refusal(400, object.error());
        if (object->empty()) return refusal(404, no_such_thing);
        return {.body = *object};
    }
    auto rows = view->list({*lease.get(), index_}, target);
    if (!rows) return refusal(400, rows.error());
    if (view->path != "sql") rows->stop_after(page_rows);
    if (target.ending == "csv") return {.type = "text/csv; charset=utf-8", .body = csv_of(*rows)};
    return {.body = list_json(*rows)};
}

/// Reads a story and forgets it. `published` resolves its relative times where it does not say itself when it appeared.
Answer Site::read(const Request& request, const Target& target) const {
    constexpr std::size_t most = 16 << 20;
    if (request.body.size() > most) return refusal(413, {"the story is larger than 16 MB", "", ""});
    auto story = story::parse(request.body, {.where = "pasted"});
    if (!story) return refusal(400, story.error());
    if (const std::string published(target["published"]); story->published.empty() && !published.empty()) {
        if (!story::is_date(published))
            return refusal(400, {"published is no ISO 8601 date", published, "Write it like 2024-05-03."});
        story->published = published, story->published_from = "given";
    }
    return {.body = record::to_json(engine_.read(*story))};
}

/// Reads stories and stores them.
Answer Site::take(const Request& request) {
    if (!live_ || options_.token.empty())
        return refusal(403,
                       {"this server takes no stories", "POST /stories", "Start it with --write and --token SECRET."});
    if (request.body.empty()) return refusal(400, {"no story", "POST /stories", "Send a story as the body."});
    const auto taken = live_->take(request.body, request.content_type);
    if (!taken) return refusal(503, taken.error());
    posted_ += static_cast<std::uint64_t>(taken->stored);
    std::string ids, failures;
    for (const auto& id : taken->ids) {
        if (!ids.empty()) ids += ',';
        record::append_json_string(ids, id);
    }
    for (const auto& failure : taken->failures)
        failures +=
            (failures.empty() ? "" : ",") + Object().text("what", failure.what).text("todo", failure.todo).done();
    const bool nothing = taken->ids.empty() && !taken->failures.empty();
    return {.status = nothing             ? 422
                      : taken->stored > 0 ? 201
                                          : 200,
            .body = Object()
                        .number("stored", taken->stored)
                        .number("unchanged", taken->unchanged)
                        .raw("ids", "[" + ids + "]")
                        .raw("failures", "[" + failures + "]")
                        .done()};
}

Answer Site::metrics() const {
    std::string body;
    const auto counter = [&](std::string_view name, std::string_view about, std::uint64_t value) {
        body +=
            fmt::format("# HELP dragoman_{0} {1}\n# TYPE dragoman_{0} counter\ndragoman_{0} {2}\n", name, about, value);
    };
    counter("requests_total", "Requests answered.", requests_);
    counter("refused_requests_total", "Requests without the right token.", refusals_);
    counter("failed_requests_total", "Requests answered with an error.", failures_);
    counter("stories_stored_total", "Stories posted and stored.", posted_);
    counter("stories_read_total", "Stories read for the page without storing them.", read_);
    return {.type = "text/plain; version=0.0.4; charset=utf-8", .body = body};
}

/// An answer that is the same until the store changes.
Answer Site::kept(const Request& request, const std::function<Answer()>& make) {
    const auto answer = kept_.get(request.target, [&] {
        Answer made = tagged(make());
        made.packed = packed(made.body);
        return made;
    });
    return unless_known(*answer, request);
}

Answer Site::route(const Request& request, const Target& target) {
    const std::string_view first = target.segments.empty() ? std::string_view() : target.segments[0];
    const bool single = target.segments.size() == 1 && target.ending.empty();
    if (request.method == "POST" && single && first == "read") {
        ++read_;
        return read(request, target);
    }
    if (request.method == "POST" && single && first == "stories") return take(request);
    if (request.method != "GET" && request.method != "HEAD") {
        Answer answer = refusal(405, {"nothing can be done with that here", request.method, ""});
        answer.headers.emplace_back("Allow", "GET, HEAD");
        return answer;
    }
    if (const Asset* asset = asset_of(request.target.substr(0, request.target.find('?'))))
        return kept({.target = std::string(asset->path), .if_none_match = request.if_none_match},
                    [&] { return Answer{.type = std::string(asset->type), .body = std::string(asset->content)}; });
    if (single && first == "metrics") return metrics();
    if (target.segments.size() == 1 && first == "openapi" && target.ending == "json") return {.body = openapi()};
    if (!target.ending.empty()) return kept(request, [&] { return data(target); });
    const Asset* page = asset_of("/index.html");
    return {.status = is_view(target) ? 200 : 404,
            .type = "text/html; charset=utf-8",
            .body = std::string(page ? page->content : "")};
}

Answer Site::answer(const Request& request) {
    ++requests_;
    const Target target(request.target);
    if (target.segments.size() == 1 && target.ending.empty() && target.segments[0] == "health")
        return {.body = "{\"status\":\"ok\"}"};
    if (!allows(request.token)) {
        ++refusals_;
        return refusal(
            401, {"a token is asked for", "", "Open the address with ?token=… once, or send Authorization: Bearer …"});
    }
    Answer answer = route(request, target);
    if (answer.status >= 400) ++failures_;
    if (answer.etag.empty()) answer = unless_known(tagged(std::move(answer)), request);
    return answer;
}

}  // namespace dragoman::serve
