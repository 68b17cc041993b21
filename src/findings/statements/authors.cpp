// Who wrote the texts that speak: "the letter said", "according to a study by".
#include <algorithm>

#include "findings/statements/parts.h"

namespace dragoman::findings {
namespace {

constexpr int max_authors = 64;  // documents remembered in one story

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// "the paper of the north": what it is of wrote nothing.
bool tells_kind(const Reading& r, int phrase, const EntityIds& ids) {
    const int m = mention_at(r, phrase);
    return !can_act(r, ids) && m >= 0 && r.tree.tag[phrase] != Tag::NNS &&
           r.mentions.mentions[m].kind == MentionKind::nominal;
}

/// "a survey by the university … The study": one piece of research under another noun.
bool same_paper(std::string_view noun, std::string_view other) {
    const auto research = [](std::string_view word) {
        return is_one_of(word, {"study", "survey", "paper", "research", "analysis"});
    };
    return noun == other || (research(noun) && research(other));
}

}  // namespace

EntityIds named_author(const Reading& r, int noun) {
    const Annotation& tree = r.tree;
    for (int c = tree.first_child[noun]; c >= 0; c = tree.next_sibling[c]) {
        if (tree.dep[c] == Dep::nmod_poss) {
            if (auto ids = entities_at(r, c); !ids.empty()) return ids;
        }
        const bool made = is_one_of(tree.lemma(c), {"publish", "write", "sign", "issue", "conduct", "make", "file",
                                                    "prepare", "send", "draft"});
        const bool released = tree.lemma(c) == "release";  // a body its own, a spokesman another's
        if (tree.dep[c] == Dep::acl && tree.tag[c] == Tag::VBN && (made || released))  // "published by two institutes"
            for (int by = tree.first_child[c]; by >= 0; by = tree.next_sibling[by])
                if (const int mark = tree.child(by, Dep::case_); by > c && mark >= 0 && tree.lower(mark) == "by")
                    if (auto ids = entities_at(r, by);
                        !ids.empty() && (made || r.mentions.entities[ids[0]].type == EntityType::organization))
                        return ids;
        if (tree.dep[c] == Dep::nmod || tree.dep[c] == Dep::obl) {
            const int mark = tree.child(c, Dep::case_);
            if (mark >= 0 && is_one_of(tree.lower(mark), {"by", "from", "of"}))
                if (auto ids = entities_at(r, c); !ids.empty() && !tells_kind(r, c, ids)) return ids;
        }
    }
    bool media = false;
    for (int t = noun - 1; t >= std::max(0, noun - 8); --t) {
        if (!tree.is_noun(t) && tree.tag[t] != Tag::JJ && tree.tag[t] != Tag::POS) break;
        media = media || is_one_of(tree.lower(t), {"media", "press"});
        const int m = mention_at(r, t);
        if (m < 0 || r.mentions.mentions[m].tokens.contains(noun)) continue;
        const EntityIds& ids = r.mentions.mentions[m].entities;
        if (ids.empty() || r.mentions.mentions[m].kind != MentionKind::name) continue;
        // "Chilean media reports" are not Chile's
        return media && r.mentions.entities[ids.front()].type == EntityType::country ? EntityIds{} : ids;
    }
    return {};
}

namespace {

/// "a statement of the heads of state … The statement stressed": the author that an earlier mention of the paper names.
EntityIds named_before(const Reading& r, int noun) {
    constexpr int farthest = 300;  // tokens
    if (const int the = r.tree.child(noun, Dep::det); the < 0 || r.tree.lower(the) != "the") return {};
    for (int t = noun - 1; t >= std::max(0, noun - farthest); --t)
        if (r.tree.is_noun(t) && same_paper(r.tree.lemma(t), r.tree.lemma(noun)) && r.tree.child(t, Dep::nmod) >= 0)
            if (EntityIds ids = named_author(r, t); !ids.empty()) return ids;
    return {};
}

}  // namespace

namespace {

/// "according to its new report"
bool is_according(const Reading& r, int noun) {
    for (int t = noun - 1; t > std::max(0, noun - 8); --t) {
        if (r.tree.lower(t) == "to" && r.tree.lower(t - 1) == "according") return true;
        if (r.tree.is_verb(t) || r.tree.tag[t] == Tag::COMMA) return false;
    }
    return false;
}

/// "per the decree": the paper speaks, whoever wrote it.
bool is_behind_per(const Reading& r, int noun) {
    for (int t = noun - 1; t >= std::max(0, noun - 4); --t)
        if (r.tree.head[t] == noun && is_per(r.tree, t, 0, noun + 1)) return true;
    return false;
}

}  // namespace

EntityIds author_of(const Reading& r, int noun) {
    if (auto ids = named_author(r, noun); !ids.empty()) return ids;
    if (is_behind_per(r, noun)) return {};
    const int verb = r.tree.head[noun];
    const bool according = is_according(r, noun);  // "according to a study, prices rose": the clause tells what it says
    if (!according && verb >= 0 && r.tree.is_verb(verb) &&
        (r.tree.dep[noun] == Dep::obj || r.tree.dep[noun] == Dep::obl))
        if (const Subject s = subject_of(r, verb); s.head >= 0 && !s.passive && s.head != noun)
            if (auto ids = entities_at(r, s.head); !ids.empty()) return ids;
    // "both nations issued statements": the tree may have taken the noun for the sentence's head.
    const int first = r.sentence(r.text.sentence_of(noun)).begin;
    int before = noun - 1;
    while (before > first && before > noun - 4 && !r.tree.is_verb(before) && r.tree.tag[before] != Tag::COMMA) --before;
    if (!according && before > first && r.tree.is_verb(before) && r.tree.lemma(before) != "be")
        if (const Source source = source_beside(r, before, {std::max(0, before - 6), before}, false);
            !source.speakers.empty())
            return source.speakers;
    if (const int the = r.tree.child(noun, Dep::det); the >= 0 && is_one_of(r.tree.lower(the), {"a", "an"})) return {};
    for (auto author = r.authors.rbegin(); author != r.authors.rend(); ++author)
        if (author->noun == r.tree.lemma(noun)) return author->entities;
    if (EntityIds ids = named_before(r, noun); !ids.empty()) return ids;
    // Only the title tells who wrote what is read out: "President Ruiz congratulated …", "The message reads".
    return is_one_of(r.tree.lemma(noun), {"message", "telegram", "letter"}) ? r.mentions.sender : EntityIds{};
}

namespace {

/// "rejected the report": it is another's.
bool takes_up(std::string_view verb) {
    return is_one_of(verb, {"reject",  "dismiss", "criticise", "criticize", "deny",      "read",   "see",  "receive",
                            "welcome", "condemn", "denounce",  "question",  "obtain",    "quote",  "cite", "study",
                            "seize",   "leak",    "ignore",    "dispute",   "challenge", "praise", "get"});
}

}  // namespace

void note_authors(Reading& r, int verb) {
    if (static_cast<int>(r.authors.size()) >= max_authors) return;
    if (is_one_of(r.tree.lemma(verb),
                  {"congratulate", "greet"}))  // what he wrote is read out later: "The message reads"
        if (const Subject s = subject_of(r, verb); s.head >= 0 && !s.passive)
            if (auto ids = source_of(r, s.head, false).speakers; !ids.empty())
                r.authors.push_back({"message", std::move(ids)});
    for (int c = r.tree.first_child[verb]; c >= 0; c = r.tree.next_sibling[c]) {
        if (r.tree.dep[c] != Dep::obj && r.tree.dep[c] != Dep::obl) continue;
        // Who "sent greetings" wrote the message that is read later.
        const bool wishes = is_one_of(r.tree.lemma(c), {"greeting", "congratulation", "condolence"});
        if (!wishes && r.lexicon.channel_at(r.tree, c) != ChannelSort::document) continue;
        if (!wishes && (is_according(r, c) || takes_up(r.tree.lemma(verb)))) continue;
        const Subject s = subject_of(r, verb);
        if (s.head < 0 || s.passive) continue;
        if (auto ids = source_of(r, s.head).speakers; !ids.empty())
            r.authors.push_back({wishes ? "message" : r.tree.lemma(c), std::move(ids)});
    }
}

}  // namespace dragoman::findings
