// Which stories are copies: reports of one wire in several papers, releases sent twice, pages saved again.
//
// Two stories are copies of each other when their signatures say so (signature.h) and they appeared within `most_days`
// of each other (or a day is not known); a copy of a copy is a copy. Of such a set the story that appeared first, or
// among those of a day the one of smallest id, is the original. What comes out does not depend on the order in which
// stories come in, unless hundreds share every hash that they are found by: of each hash the first few hundred are
// kept.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ingest/signature.h"
#include "store/store.h"

namespace dragoman::ingest {

constexpr int most_days = 10;

/// Hash → stories, the first few hundred of each, in 20 bytes an entry: chains in one array.
class Postings {
public:
    void add(std::uint32_t hash, std::uint32_t story);
    void remove(std::uint32_t hash, std::uint32_t story);
    void find(std::uint32_t hash, std::vector<std::uint32_t>& stories) const;  ///< appends them

private:
    struct Entry {
        std::uint32_t hash, story, next;  ///< next: index plus one, 0 at the end
    };
    std::size_t chain_of(std::uint32_t hash) const;
    void grow();

    std::vector<Entry> entries_;
    std::vector<std::uint32_t> chains_;  ///< first entry of each chain, likewise; a power of two
};

/// All stories of a store by their signatures, in some hundred bytes a story. Not for several threads at once.
class Copies {
public:
    /// A story, new or in the place of the one of its id. `day`: ISO 8601 date of publication, or empty. `outlet`: who
    /// published it, or empty; two stories of which either outlet is not known count as of one.
    void put(const std::string& id, std::string_view day, std::string_view outlet, Signature signature);

    /// A story that is no more.
    void drop(const std::string& id);

    /// What changed since it was last asked, for the store.
    struct Changes {
        std::vector<store::Copy> copies;
        std::vector<std::string> originals;  ///< ids that are no copies, or no longer
    };
    Changes changes();

    /// Puts in all that the store has, and takes that as the state from which changes are told.
    Status load(const store::Store& store);

    const Signature* signature(const std::string& id) const;  ///< null when there is no such story
    std::size_t copies() const { return copies_; }            ///< how many stories are copies

private:
    struct Story {
        std::string id;
        std::optional<int> day;    ///< days since 1970
        std::uint32_t outlet = 0;  ///< hash of its name, 0: not known
        Signature signature;
        std::uint32_t set = 0;     ///< which set it is in: an index into sets_
        bool weakly_tied = false;  ///< to another one
    };

    void index(std::uint32_t story);
    void forget(std::uint32_t story);
    enum class Tie { unknown, none, weak, strong };  ///< unknown: too far apart in time or length to tell
    Tie tie(std::uint32_t a, std::uint32_t b) const;
    bool contradicted(std::uint32_t a, std::uint32_t b) const;
    std::vector<std::uint32_t> candidates(std::uint32_t story) const;
    Tie join(std::uint32_t a, std::uint32_t b);
    void link(std::uint32_t story);
    void part(std::uint32_t set);
    void unite(std::uint32_t a, std::uint32_t b);
    bool earlier(std::uint32_t a, std::uint32_t b) const;

    std::vector<Story> stories_;
    std::vector<std::vector<std::uint32_t>> sets_;
    std::unordered_map<std::string, std::uint32_t> by_id_;
    Postings postings_;
    std::unordered_set<std::uint32_t> changed_;  ///< sets
    std::unordered_set<std::uint32_t> moved_;    ///< stories that were taken out of a set
    std::size_t copies_ = 0;
};

}  // namespace dragoman::ingest
