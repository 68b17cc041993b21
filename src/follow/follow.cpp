#include "follow/follow.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>

#include "follow/memory.h"
#include "follow/robots.h"
#include "follow/visits.h"
#include "follow/warc.h"
#include "story/feeds/feeds.h"

namespace dragoman::follow {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr int most_redirects = 5, most_tries_in_a_round = 3, most_tries = 8;
constexpr std::size_t most_entries = 1000;             // of a feed
constexpr long longest_wait = 60, longest_delay = 60;  // seconds, within a round
constexpr Time day = 86'400, pages_kept = 60 * day;

/// Twice as long each time, a day at most.
Time backed_off(Time base, int failures) { return std::min<Time>(day, base << std::min(failures, 12)); }

/// One round over the feeds. Its workers share the memory, the WARC file and the counts under one lock.
class Following {
public:
    Following(const Options& options, Memory& memory, const std::atomic<bool>& stopped)
        : options_(options), memory_(memory), stopped_(stopped), visits_(stopped) {}

    Result<Round> round() {
        const Time now = std::time(nullptr);
        for (const auto& url : options_.feeds) {
            const auto place = place_of(url);
            if (!place)
                fail(url, place.error().what);
            else if (due(memory_.feeds[url].next, now) || options_.once)
                visits_.add({.place = *place, .feed = url});
        }
        // Pages of earlier rounds: put off then, or left when it was stopped.
        for (const auto& [url, page] : memory_.pages) {
            if (page.done || !due(page.next, now)) continue;
            if (const auto place = place_of(url); place && in_round_.insert(url).second)
                visits_.add({.place = *place, .page = url});
        }
        std::vector<std::thread> workers;
        for (int i = 0; i < std::max(1, options_.sites); ++i) workers.emplace_back([this] { work(); });
        for (auto& worker : workers) worker.join();
        if (broken_) return *broken_;
        if (Status kept = keep(); !kept) return kept.error();
        warc_.reset();
        return std::move(round_);
    }

private:
    /// Nothing is put off for longer than a day or than feeds are apart: what is further ahead was set by a clock that
    /// has since been set back, and would wait for as long as that clock was wrong.
    bool due(Time next, Time now) const {
        return next <= now || next > now + std::max<Time>(day, options_.every.count());
    }

    void work() {
        while (auto visit = visits_.take()) {
            const std::string site = visit->place.site;
            const auto pause = this->visit(fetcher_of(site), std::move(*visit));
            visits_.done(site, pause);
        }
    }

    /// A site's own, with its connection; used by whoever visits the site.
    Fetcher& fetcher_of(const std::string& site) {
        const std::lock_guard lock(mutex_);
        auto& fetcher = fetchers_[site];
        if (!fetcher) fetcher = std::make_unique<Fetcher>(options_.limits, stopped_);
        return *fetcher;
    }

    /// How long the site is then to be left alone.
    std::chrono::milliseconds visit(Fetcher& fetcher, Visit visit) {
        const Robots& robots = robots_of(fetcher, visit.place);
        auto pause = options_.pause;
        if (const auto delay = robots.crawl_delay())
            pause = std::max(
                pause, std::chrono::milliseconds(static_cast<long>(1000 * std::min<double>(*delay, longest_delay))));
        if (!robots.allows(visit.place.path)) {
            refuse(visit);
            return pause;
        }
        Request request{.url = visit.place.url};
        if (!visit.feed.empty()) {
            const std::lock_guard lock(mutex_);
            request.etag = memory_.feeds[visit.feed].etag;
            request.last_modified = memory_.feeds[visit.feed].last_modified;
        }
        const Response response = fetcher.get(request);
        if (stopped_ && response.status == 0) return pause;
        if ((response.status == 429 || response.status == 503) && later(visit, response))
            return std::max<std::chrono::milliseconds>(pause, wait_of(response));
        take(visit, response);
        return pause;
    }

    std::chrono::seconds wait_of(const Response& response) const {
        return std::chrono::seconds(std::clamp(response.retry_after, 0L, longest_wait));
    }

    /// Once more in this round, when the site says to wait for a while that is worth waiting.
    bool later(const Visit& visit, const Response& response) {
        if (visit.tries + 1 >= most_tries_in_a_round || response.retry_after < 0 || response.retry_after > longest_wait)
            return false;
        Visit again = visit;
        ++again.tries;
        visits_.add(std::move(again));
        return true;
    }

    /// Asked for once a round. A site's robots.txt that cannot be had forbids everything, one that is not there
    /// nothing.
    const Robots& robots_of(Fetcher& fetcher, const Place& place) {
        {
            const std::lock_guard lock(mutex_);
            if (const auto known = robots_.find(place.site); known != robots_.end()) return known->second;
        }
        std::string url = place.site + "/robots.txt";
        Response response;
        for (int hop = 0; hop <= most_redirects; ++hop) {
            response = fetcher.get({.url = url});
            if (response.status < 300 || response.status >= 400 || response.location.empty()) break;
            const auto next = place_of(response.location, url);
            if (!next) break;
            url = next->url;
        }
        const bool failed = response.status == 0 || response.status == 429 || response.status >= 500;
        Robots robots = failed                   ? Robots::none()
                        : response.status == 200 ? Robots::read(response.body, options_.product)
                                                 : Robots::all();
        const std::lock_guard lock(mutex_);
        if (failed)
            unreachable_[place.site] =
                response.status == 0 ? response.error : fmt::format("its robots.txt answers {}", response.status);
        return robots_.emplace(place.site, std::move(robots)).first->second;
    }

    void refuse(const Visit& visit) {
        std::string reason;
        {
            const std::lock_guard lock(mutex_);
            if (const auto why = unreachable_.find(visit.place.site); why != unreachable_.end()) reason = why->second;
        }
        if (reason.starts_with("leads to")) return give_up(visit, reason);
        if (!reason.empty()) return put_off(visit, reason, -1);
        const std::lock_guard lock(mutex_);
        ++round_.refused;
        if (!visit.page.empty()) memory_.pages[visit.page].done = true;
        if (!visit.feed.empty()) fail_locked(visit.feed, "robots.txt does not let it be fetched");
    }

    void take(const Visit& visit, const Response& response) {
        const int status = response.status;
        if (status >= 300 && status < 400 && status != 304) return redirect(visit, response);
        if (status == 0 || status == 429 || status == 408 || status >= 500) {
            const bool for_good = response.error == "is no text" || response.error.starts_with("is larger") ||
                                  response.error.starts_with("leads to");
            if (for_good) return give_up(visit, response.error);
            return put_off(visit, status == 0 ? response.error : fmt::format("answers {}", status),
                           response.retry_after);
        }
        if (status != 200 && status != 304) return give_up(visit, fmt::format("answers {}", status));
        visit.feed.empty() ? take_page(visit, response) : take_feed(visit, response);
    }

    void redirect(const Visit& visit, const Response& response) {
        const auto next = place_of(response.location, visit.place.url);
        if (response.location.empty() || !next) return give_up(visit, "is redirected to no address of http or https");
        if (visit.redirects == most_redirects)
            return give_up(visit, fmt::format("is redirected more than {} times", most_redirects));
        Visit onward = visit;
        onward.place = *next;
        ++onward.redirects;
        visits_.add(std::move(onward));
    }

    void take_feed(const Visit& visit, const Response& response) {
        std::vector<Visit> pages;
        {
            const std::lock_guard lock(mutex_);
            FeedMemory& feed = memory_.feeds[visit.feed];
            const Time now = std::time(nullptr);
            if (response.status == 304) {
                ++round_.feeds, ++round_.unchanged;
                feed.failures = 0;
                feed.next = now + options_.every.count();
                return;
            }
            const auto parsed = story::feeds::parse_feed(
                response.body, {.where = visit.feed, .url = visit.place.url, .content_type = response.content_type});
            if (!parsed) {
                feed.next = now + backed_off(options_.every.count(), ++feed.failures);
                fail_locked(visit.feed, "is no feed");
                return;
            }
            ++round_.feeds;
            feed = {response.etag, response.last_modified, now + static_cast<Time>(options_.every.count()), 0};
            bool whole = false;
            for (std::size_t i = 0; i < std::min(most_entries, parsed->entries.size()); ++i) {
                const auto& entry = parsed->entries[i];
                ++round_.entries;
                if (story::feeds::story_of(*parsed, entry))
                    whole = true;
                else if (auto page = page_of(entry.url, visit.place.url, now))
                    pages.push_back(std::move(*page));
            }
            if (whole) write_locked(visit.place.url, response);
        }
        for (auto& page : pages) visits_.add(std::move(page));
    }

    /// A page that was not fetched before and is not to be waited for.
    std::optional<Visit> page_of(const std::string& url, const std::string& feed, Time now) {
        if (url.empty()) return {};
        const auto place = place_of(url, feed);
        if (!place) return {};
        PageMemory& page = memory_.pages[place->url];
        page.seen = now;
        if (page.done || !due(page.next, now)) return {};
        if (!in_round_.insert(place->url).second) return {};
        return Visit{.place = *place, .page = place->url};
    }

    void take_page(const Visit& visit, const Response& response) {
        const std::lock_guard lock(mutex_);
        if (response.status != 200) return;
        write_locked(visit.place.url, response);
        if (broken_) return;
        if (Status added = memory_.add_done(visit.page, options_.memory); !added) return break_locked(added.error());
        ++round_.pages;
        if (Clock::now() - kept_ > 20s) (void)keep_locked();
    }

    void write_locked(const std::string& url, const Response& response) {
        if (broken_) return;
        if (!warc_) {
            std::string stamp = now_utc();
            std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
            for (int n = 0; !warc_ && n < 1000; ++n) {
                const std::string name = fmt::format("follow-{}-{:03}.warc.gz", stamp, n);
                const std::string path = (fs::path(options_.pages) / name).string();
                std::error_code ignored;
                // A clock set back gives a stamp again; a name that was stored once would not be stored again.
                if (fs::exists(path, ignored) || memory_.stored.contains(name)) continue;
                auto made = Warc::create(path, options_.limits.user_agent);
                if (!made) return break_locked(made.error());
                warc_.emplace(std::move(*made));
            }
        }
        if (Status written = warc_->write(url, now_utc(), response.head, response.body); !written)
            break_locked(written.error());
    }

    void break_locked(const Error& error) {
        broken_ = error;
        visits_.end();
    }

    void give_up(const Visit& visit, const std::string& reason) {
        const std::lock_guard lock(mutex_);
        if (!visit.page.empty()) memory_.pages[visit.page].done = true;
        if (!visit.feed.empty()) {
            FeedMemory& feed = memory_.feeds[visit.feed];
            feed.next = std::time(nullptr) + backed_off(options_.every.count(), ++feed.failures);
        }
        fail_locked(visit.feed.empty() ? visit.page : visit.feed, reason);
    }

    void put_off(const Visit& visit, const std::string& reason, long retry_after) {
        const std::lock_guard lock(mutex_);
        const Time now = std::time(nullptr);
        if (!visit.feed.empty()) {
            FeedMemory& feed = memory_.feeds[visit.feed];
            feed.next = now + std::max<Time>(retry_after, backed_off(options_.every.count(), ++feed.failures));
        } else {
            PageMemory& page = memory_.pages[visit.page];
            page.next = now + std::max<Time>(retry_after, backed_off(60, page.tries++));
            if (page.tries >= most_tries) page.done = true;
            ++round_.waiting;
        }
        fail_locked(visit.feed.empty() ? visit.page : visit.feed, reason);
    }

    void fail(const std::string& url, const std::string& reason) {
        const std::lock_guard lock(mutex_);
        fail_locked(url, reason);
    }
    void fail_locked(const std::string& url, const std::string& reason) {
        ++round_.failed;
        round_.failures.push_back({reason, url, ""});
    }

    Status keep() {
        const std::lock_guard lock(mutex_);
        memory_.forget_pages_before(std::time(nullptr) - pages_kept);
        return keep_locked();
    }
    /// What the memory calls done is on the disk before the memory is.
    Status keep_locked() {
        kept_ = Clock::now();
        if (warc_)
            if (Status synced = warc_->sync(); !synced) return synced;
        return memory_.save(options_.memory);
    }

    const Options& options_;
    Memory& memory_;
    const std::atomic<bool>& stopped_;
    Visits visits_;

    std::mutex mutex_;  ///< over all below and the memory
    Round round_;
    std::optional<Warc> warc_;
    std::optional<Error> broken_;
    std::map<std::string, std::unique_ptr<Fetcher>> fetchers_;
    std::map<std::string, Robots> robots_;            ///< by site; entries stay where they are
    std::map<std::string, std::string> unreachable_;  ///< site → why its robots.txt could not be had
    std::set<std::string> in_round_;                  ///< pages
    Clock::time_point kept_ = Clock::now();
};

/// Files of earlier runs, and of this one, that the store does not have.
Status store_files(const Options& options, Memory& memory) {
    std::vector<std::string> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(options.pages, error)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("follow-") && name.ends_with(".warc.gz") && !memory.stored.contains(name))
            files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        if (Status stored = options.store(file); !stored) return stored;
        memory.stored.insert(fs::path(file).filename().string());
        if (Status saved = memory.save(options.memory); !saved) return saved;
    }
    return Done{};
}

void wait_for(std::chrono::seconds time, const std::atomic<bool>& stopped) {
    const auto until = Clock::now() + time;
    while (!stopped && Clock::now() < until)
        std::this_thread::sleep_for(std::min<Clock::duration>(200ms, until - Clock::now()));
}

std::string line_of(const Round& round) {
    return fmt::format(
        "{} feeds ({} unchanged), {} entries, {} pages fetched, {} refused by robots.txt, {} put off, {} failed",
        round.feeds, round.unchanged, round.entries, round.pages, round.refused, round.waiting, round.failed);
}

}  // namespace

Result<Round> run(const Options& options, const std::atomic<bool>& stopped) {
    std::error_code error;
    fs::create_directories(options.pages, error);
    if (error) return Error{"cannot be made: " + error.message(), options.pages, ""};
    auto memory = Memory::load(options.memory);
    if (!memory) return memory.error();
    if (Status saved = memory->save(options.memory); !saved) return saved.error();
    if (Status stored = store_files(options, *memory); !stored) return stored.error();
    while (true) {
        Following following(options, *memory, stopped);
        auto round = following.round();
        if (!round) return round.error();
        options.say(line_of(*round));
        for (const Error& failure : round->failures) options.say("failed: " + failure.message());
        const Status stored = store_files(options, *memory);
        if (options.once || stopped) return stored ? std::move(round) : stored.error();
        if (!stored) options.say("not stored yet, tried again after the next round: " + stored.error().message());
        const Time now = std::time(nullptr);
        Time next = now + static_cast<Time>(options.every.count());
        for (const auto& [url, feed] : memory->feeds)
            if (feed.next > now) next = std::min(next, feed.next);
        wait_for(std::chrono::seconds(next - now), stopped);
        if (stopped) return round;
    }
}

}  // namespace dragoman::follow
