#include "ingest/copies.h"

#include <algorithm>

#include "store/schema/days.h"

namespace dragoman::ingest {
namespace {

constexpr std::uint32_t none = UINT32_MAX;

/// Stories of one hash that are kept, the first ones. Only what very many stories share (the foot of a press
/// office's every release) has more; copies share other hashes besides.
constexpr std::size_t most_of_a_hash = 256;

/// Calls f(hash) for the hashes that a story is found by: an eighth of its runs and the four smallest.
template <class F>
void each_key(const Signature& signature, F&& f) {
    for (std::size_t i = 0; i < signature.runs.size(); ++i)
        if (i < 4 || signature.runs[i] % 8 == 0) f(signature.runs[i]);
}

/// FNV-1a over its letters in lower case.
std::uint32_t outlet_of(std::string_view name) {
    if (name.empty()) return 0;
    std::uint32_t hash = 0x811C9DC5u;
    for (const char c : name)
        hash = (hash ^ static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + 32 : c)) * 0x01000193u;
    return hash | 1;
}

}  // namespace

/// The keys' low bits are alike, and so are the high ones of the smallest.
std::size_t Postings::chain_of(std::uint32_t hash) const { return hash * 0x9E3779B1u >> 6 & (chains_.size() - 1); }

void Postings::grow() {
    std::erase_if(entries_, [](const Entry& entry) { return entry.story == none; });
    chains_.assign(std::max<std::size_t>(1024, chains_.size() * 2), 0);
    std::vector<std::uint32_t> ends(chains_.size(), 0);  // so that each chain keeps its order
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
        Entry& entry = entries_[i];
        const std::size_t chain = chain_of(entry.hash);
        entry.next = 0;
        (ends[chain] == 0 ? chains_[chain] : entries_[ends[chain] - 1].next) = i + 1;
        ends[chain] = i + 1;
    }
}

void Postings::add(std::uint32_t hash, std::uint32_t story) {
    if (entries_.size() >= chains_.size()) grow();
    std::size_t same = 0;
    std::uint32_t* link = &chains_[chain_of(hash)];
    for (; *link != 0; link = &entries_[*link - 1].next) same += entries_[*link - 1].hash == hash;
    if (same >= most_of_a_hash) return;
    *link = static_cast<std::uint32_t>(entries_.size()) + 1;
    entries_.push_back({hash, story, 0});
}

void Postings::remove(std::uint32_t hash, std::uint32_t story) {
    if (chains_.empty()) return;
    for (std::uint32_t* link = &chains_[chain_of(hash)]; *link != 0;) {
        Entry& entry = entries_[*link - 1];
        if (entry.hash == hash && entry.story == story)
            *link = entry.next, entry.story = none;
        else
            link = &entry.next;
    }
}

void Postings::find(std::uint32_t hash, std::vector<std::uint32_t>& stories) const {
    if (chains_.empty()) return;
    for (std::uint32_t at = chains_[chain_of(hash)]; at != 0; at = entries_[at - 1].next)
        if (entries_[at - 1].hash == hash) stories.push_back(entries_[at - 1].story);
}

bool Copies::earlier(std::uint32_t a, std::uint32_t b) const {
    const auto key = [&](std::uint32_t s) {
        return std::pair(stories_[s].day.value_or(INT32_MAX), std::string_view(stories_[s].id));
    };
    return key(a) < key(b);
}

void Copies::index(std::uint32_t story) {
    each_key(stories_[story].signature, [&](std::uint32_t hash) { postings_.add(hash, story); });
}

/// Makes each member of a set one of its own; link() then joins them as far as they still belong together.
void Copies::part(std::uint32_t set) {
    const std::vector<std::uint32_t> members = std::move(sets_[set]);
    copies_ -= members.size() - 1;
    sets_[set].clear();
    for (std::uint32_t member : members) {
        stories_[member].set = static_cast<std::uint32_t>(sets_.size());
        stories_[member].weakly_tied = false;
        sets_.push_back({member});
        moved_.insert(member);
    }
}

/// Takes a story out of the index and its set; what its set holds without it is found anew.
void Copies::forget(std::uint32_t story) {
    each_key(stories_[story].signature, [&](std::uint32_t hash) { postings_.remove(hash, story); });
    const std::vector<std::uint32_t> members = sets_[stories_[story].set];
    part(stories_[story].set);
    for (std::uint32_t member : members)
        if (member != story) link(member);
}

Copies::Tie Copies::tie(std::uint32_t a, std::uint32_t b) const {
    const Story &one = stories_[a], &two = stories_[b];
    if (one.day && two.day && std::abs(*one.day - *two.day) > most_days) return Tie::unknown;
    const auto likeness = compare(one.signature, two.signature);
    if (!likeness) return Tie::unknown;
    if (likeness->copies()) return Tie::strong;
    const bool elsewhere = one.outlet != 0 && two.outlet != 0 && one.outlet != two.outlet;
    const bool together = one.day && two.day && std::abs(*one.day - *two.day) <= 1;
    return elsewhere && likeness->copies_elsewhere(together) ? Tie::weak : Tie::none;
}

/// Stories, beside itself, that share a key with it.
std::vector<std::uint32_t> Copies::candidates(std::uint32_t story) const {
    std::vector<std::uint32_t> found;
    each_key(stories_[story].signature, [&](std::uint32_t hash) { postings_.find(hash, found); });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::erase(found, story);
    return found;
}

/// Is `a` surely a copy of a third story that `b` is none of?
bool Copies::contradicted(std::uint32_t a, std::uint32_t b) const {
    const auto others = candidates(a);
    return std::any_of(others.begin(), others.end(), [&](std::uint32_t other) {
        return other != b && tie(a, other) == Tie::strong && tie(b, other) == Tie::none;
    });
}

void Copies::unite(std::uint32_t a, std::uint32_t b) {
    std::uint32_t into = stories_[a].set, from = stories_[b].set;
    if (into == from) return;
    if (sets_[into].size() < sets_[from].size()) std::swap(into, from);
    for (std::uint32_t member : sets_[from]) {
        stories_[member].set = into;
        sets_[into].push_back(member);
    }
    sets_[from] = {};
    changed_.erase(from);
    changed_.insert(into);
    ++copies_;
}

/// Unites the sets of two stories if their tie holds, and says which it is.
Copies::Tie Copies::join(std::uint32_t a, std::uint32_t b) {
    const Tie found = tie(a, b);
    if (found < Tie::weak || (found == Tie::weak && (contradicted(a, b) || contradicted(b, a)))) return found;
    unite(a, b);
    if (found == Tie::weak) stories_[a].weakly_tied = stories_[b].weakly_tied = true;
    return found;
}

void Copies::link(std::uint32_t story) {
    bool shaken = false;  // a strong tie to a story that is weakly tied may contradict that
    for (std::uint32_t other : candidates(story)) {
        const bool weakly_tied = stories_[other].weakly_tied;
        shaken |= join(story, other) == Tie::strong && weakly_tied;
    }
    if (!shaken) return;
    const std::vector<std::uint32_t> members = sets_[stories_[story].set];
    part(stories_[story].set);
    for (std::uint32_t member : members)
        for (std::uint32_t other : candidates(member))
            if (other < member) join(member, other);
}

void Copies::put(const std::string& id, std::string_view day, std::string_view outlet, Signature signature) {
    const auto days = store::days_of(day);
    const auto [found, fresh] = by_id_.emplace(id, static_cast<std::uint32_t>(stories_.size()));
    const std::uint32_t story = found->second;
    if (fresh)
        stories_.emplace_back();
    else
        forget(story);
    Story& it = stories_[story];
    it.id = id;
    it.day = days ? std::optional(static_cast<int>(days->first.time_since_epoch().count())) : std::nullopt;
    it.outlet = outlet_of(outlet);
    it.signature = std::move(signature);
    if (fresh) {
        it.set = static_cast<std::uint32_t>(sets_.size());
        sets_.push_back({story});
    }
    index(story);
    link(story);
}

void Copies::drop(const std::string& id) {
    const auto found = by_id_.find(id);
    if (found == by_id_.end()) return;
    const std::uint32_t story = found->second;
    forget(story);
    by_id_.erase(found);
    moved_.erase(story);
    sets_[stories_[story].set].clear();
    stories_[story] = {};
}

Status Copies::load(const store::Store& store) {
    if (Status read = store.signatures([&](store::StoredSignature s) {
            put(s.story_id, s.published, s.source, {std::move(s.runs), std::move(s.slots)});
        });
        !read)
        return read;
    (void)changes();
    return Done{};
}

const Signature* Copies::signature(const std::string& id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &stories_[found->second].signature;
}

Copies::Changes Copies::changes() {
    for (std::uint32_t story : moved_) changed_.insert(stories_[story].set);
    Changes changes;
    for (std::uint32_t set : changed_) {
        const auto& members = sets_[set];
        if (members.empty()) continue;
        const std::uint32_t original = *std::min_element(
            members.begin(), members.end(), [&](std::uint32_t a, std::uint32_t b) { return earlier(a, b); });
        changes.originals.push_back(stories_[original].id);
        for (std::uint32_t member : members)
            if (member != original)
                changes.copies.push_back({stories_[member].id, stories_[original].id,
                                          shared_runs(stories_[member].signature, stories_[original].signature)});
    }
    std::sort(changes.copies.begin(), changes.copies.end(),
              [](const store::Copy& a, const store::Copy& b) { return a.story_id < b.story_id; });
    std::sort(changes.originals.begin(), changes.originals.end());
    changed_.clear();
    moved_.clear();
    return changes;
}

}  // namespace dragoman::ingest
