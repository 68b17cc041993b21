#include "ingest/journal.h"

#include <chrono>
#include <filesystem>
#include <system_error>

namespace dragoman::ingest {
namespace {

namespace fs = std::filesystem;

/// The file as it is now; none when it cannot be told.
std::optional<store::FileState> look_at(const std::string& path) {
    std::error_code error;
    if (path == "-" || !fs::is_regular_file(path, error)) return {};
    store::FileState state;
    state.path = path;
    state.bytes = static_cast<std::int64_t>(fs::file_size(path, error));
    if (error) return {};
    const auto changed = fs::last_write_time(path, error);
    if (error) return {};
    state.modified = std::chrono::duration_cast<std::chrono::nanoseconds>(
                         std::chrono::file_clock::to_sys(changed).time_since_epoch())
                         .count();
    return state;
}

}  // namespace

Journal::Journal(const std::vector<store::FileState>& files, const std::vector<store::Failure>& failures, Terms terms)
    : terms_(std::move(terms)) {
    for (const auto& file : files) files_.emplace(file.path, file);
    for (const auto& failure : failures) failures_[failure.file].insert(failure.origin);
}

/// What is known of the file, if it is still the same and was read by the same on the same terms.
const store::FileState* Journal::same(const std::string& path) const {
    if (terms_.again) return nullptr;
    const auto known = files_.find(path);
    if (known == files_.end() || known->second.engine_version != terms_.engine_version) return nullptr;
    if (known->second.since > terms_.since) return nullptr;  // more is wanted now than then
    const auto now = look_at(path);
    if (!now || now->bytes != known->second.bytes || now->modified != known->second.modified) return nullptr;
    return &known->second;
}

bool Journal::finished(const std::string& path) const {
    const store::FileState* state = same(path);
    return state && state->ended && !(terms_.retry_failed && failures_.contains(path));
}

Journal::Pass Journal::begin(const std::string& path) const {
    Pass pass;
    const auto failed = failures_.find(path);
    if (const store::FileState* known = same(path)) {
        pass.state = *known;
        pass.state.since = terms_.since;
        if (terms_.retry_failed && failed != failures_.end())
            pass.retried = pass.failures = failed->second;
        else
            pass.left_failed = failures(path);
        pass.kept = true;
        return pass;
    }
    if (failed != failures_.end()) pass.failures = failed->second;
    if (auto state = look_at(path)) {
        pass.state = std::move(*state);
        pass.state.engine_version = terms_.engine_version;
        pass.state.since = terms_.since;
        pass.kept = true;
    }
    pass.state.path = path;
    return pass;
}

int Journal::stories(const std::string& path) const {
    const auto known = files_.find(path);
    return known == files_.end() ? 0 : static_cast<int>(known->second.stories);
}

int Journal::failures(const std::string& path) const {
    const auto found = failures_.find(path);
    return found == failures_.end() ? 0 : static_cast<int>(found->second.size());
}

}  // namespace dragoman::ingest
