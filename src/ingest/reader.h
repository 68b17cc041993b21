// A document's stories, read as far as the store does not have them.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "archive/document.h"
#include "dragoman/engine.h"
#include "store/store.h"
#include "story/mapping.h"

namespace dragoman::ingest {

/// What the store holds, by hash of the input: Store::known().
using Known = std::unordered_map<std::string, store::Known>;

/// What became of a story.
struct Story {
    enum class What : std::uint8_t { failed, passed_over, unchanged, read } what = What::failed;
    store::Reading reading;  ///< unchanged: with the story's id, the hash and the origin only
    std::string reason;      ///< failed, passed over
};

/// Immutable: any number of threads may read with it, as long as nobody changes `known`.
class Reader {
public:
    struct Terms {
        std::string since;  ///< stories published before are passed over
        story::Mapping mapping;
        std::unordered_set<std::string> forgotten;  ///< Store::forgotten()
    };
    /// The references are to outlive it.
    Reader(const Engine& engine, const Known& known, Terms terms);

    /// At least one outcome: a document without a story is a failure, or passed over.
    std::vector<Story> read(const archive::Document& document) const;

private:
    Story read(dragoman::Story&& story, const archive::Document& document) const;

    const Engine& engine_;
    const Known& known_;
    const std::string version_;
    const Terms terms_;
};

}  // namespace dragoman::ingest
