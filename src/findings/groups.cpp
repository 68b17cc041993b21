// Groups: who belongs to what, where the story says so.
//
// Four forms: "the X pact between A and B"; "A and B are members of X"; "X, which groups A and B";
// "X was joined by A". Several passages on one group are one row, whose evidence is the passage
// that names most members.
#include <algorithm>
#include <unordered_map>

#include "findings/findings.h"
#include "findings/lexicon.h"

namespace dragoman::findings {

enum class GroupWord : std::uint8_t { group, belongs, holds, joins };

struct GroupLexicon {
    std::unordered_map<std::string_view, GroupWord> nouns, verbs;  ///< "group" is both
};

std::shared_ptr<const GroupLexicon> build_groups(const Knowledge& knowledge) {
    auto lexicon = std::make_shared<GroupLexicon>();
    const Table& table = knowledge.table("group_words");
    for (int row = 0; row < table.rows(); ++row) {
        const std::string_view sort = table.at(row, "sort"), word = table.at(row, "word");
        if (sort == "group") lexicon->nouns[word] = GroupWord::group;
        if (sort == "belongs") lexicon->nouns[word] = GroupWord::belongs;
        if (sort == "holds") lexicon->verbs[word] = GroupWord::holds;
        if (sort == "joins") lexicon->verbs[word] = GroupWord::joins;
    }
    return lexicon;
}

namespace {

class Groups {
public:
    Groups(const Document& document, const GroupLexicon& lexicon, Findings& found)
        : text_(document.text),
          tree_(document.annotation),
          mentions_(document.mentions),
          lexicon_(lexicon),
          found_(found),
          over_(tree_.tag.size(), -1) {
        for (int m = 0; m < static_cast<int>(mentions_.mentions.size()); ++m)
            for (int t = mentions_.mentions[m].tokens.begin; t < mentions_.mentions[m].tokens.end; ++t) over_[t] = m;
    }

    void read() {
        for (int t = 0; t < tree_.size(); ++t) {
            if (tree_.is_noun(t)) read_noun(t);
            const auto verb = lexicon_.verbs.find(tree_.lemma(t));
            if (verb == lexicon_.verbs.end()) continue;
            // After "which" it is a verb, whatever the tagger takes it for.
            const bool relative = t > 1 && tree_.lower(t - 1) == "which";
            if (verb->second == GroupWord::holds && (tree_.is_verb(t) || relative)) holds(t, relative);
            if (verb->second == GroupWord::joins && tree_.is_verb(t)) joined(t);
        }
    }

private:
    bool is_group_noun(int token) const {
        const auto word = lexicon_.nouns.find(tree_.lemma(token));
        return word != lexicon_.nouns.end() && word->second == GroupWord::group;
    }

    void read_noun(int noun) {
        const auto word = lexicon_.nouns.find(tree_.lemma(noun));
        if (tree_.lemma(noun) == "part" || (word != lexicon_.nouns.end() && word->second == GroupWord::belongs))
            members(noun);
        else if (word != lexicon_.nouns.end())
            between(noun);
        else
            of_named(noun);
    }

    std::string_view preposition(int token) const {
        const int mark = tree_.child(token, Dep::case_);
        return mark < 0 ? std::string_view() : tree_.lower(mark);
    }

    int mention_at(int token) const {
        const int own = mentions_.mention_of_head[token];
        return own >= 0 ? own : over_[token];
    }

    bool can_belong(EntityId id) const {
        const EntityInfo& who = mentions_.entities[id];
        return who.type == EntityType::country || who.type == EntityType::organization ||
               (who.type == EntityType::place && who.named);
    }

    void take(EntityIds& all, int mention) const {
        for (EntityId id : mention < 0 ? EntityIds{} : mentions_.mentions[mention].entities)
            if (can_belong(id) && std::find(all.begin(), all.end(), id) == all.end()) all.push_back(id);
    }

    /// Members by the tree: a phrase, its conjuncts and appositions.
    EntityIds members_at(int head) const {
        EntityIds all;
        take(all, mention_at(head));
        for (int c = tree_.first_child[head]; c >= 0; c = tree_.next_sibling[c])
            if (tree_.dep[c] == Dep::conj) take(all, mention_at(c));
        return all;
    }

    struct List {
        EntityIds members;
        int end = 0;
    };

    /// Members by the words: "A, B and C" read from a token on. Lists are where trees go wrong
    /// most, and "and" closes them: what follows the last name belongs to something else.
    List list_from(int token) const {
        List list{{}, token};
        bool last = false;
        for (int t = token; t < tree_.size() && static_cast<int>(list.members.size()) < max_members;) {
            int name = t;  // over "the South American group" to the name
            while (name < std::min(tree_.size(), t + 5) && !named(name) &&
                   (tree_.tag[name] == Tag::DT || tree_.tag[name] == Tag::JJ || tree_.is_noun(name)))
                ++name;
            if (name >= tree_.size() || !named(name)) break;
            const std::size_t before = list.members.size();
            take(list.members, over_[name] >= 0 ? over_[name] : mention_at(name));
            if (list.members.size() == before) break;
            t = list.end =
                std::max(name + 1, mentions_.mentions[over_[name] >= 0 ? over_[name] : mention_at(name)].tokens.end);
            if (last || t >= tree_.size()) break;
            const bool comma = tree_.lower(t) == ",";
            if (comma) ++t;
            if (t < tree_.size() && tree_.lower(t) == "and")
                last = true, ++t;
            else if (!comma)
                break;
        }
        return list;
    }

    bool named(int token) const {
        const int m = over_[token] >= 0 ? over_[token] : mention_at(token);
        return m >= 0 && mentions_.mentions[m].kind == MentionKind::name &&
               mentions_.mentions[m].entities.size() == 1 && can_belong(mentions_.mentions[m].entities[0]);
    }

    /// The entity of a group's phrase: the name inside it before the common noun ("the AUKUS partnership").
    EntityId group_at(int head) const {
        for (int t = head - 1; t >= std::max(tree_.left[head], head - 4); --t) {
            const int m = over_[t];
            if (m < 0 || mentions_.mentions[m].entities.size() != 1 || mentions_.mentions[m].tokens.contains(head))
                continue;
            const EntityInfo& before = mentions_.entities[mentions_.mentions[m].entities[0]];
            if (before.type == EntityType::organization || (before.type == EntityType::other && before.named))
                return mentions_.mentions[m].entities[0];
        }
        const int m = mention_at(head);
        if (m < 0 || mentions_.mentions[m].entities.size() != 1) return -1;
        const EntityId id = mentions_.mentions[m].entities[0];
        const EntityType type = mentions_.entities[id].type;
        return type == EntityType::country || type == EntityType::person ? -1 : id;
    }

    void add(EntityId group, EntityIds members, TokenRange passage, const char* rule) {
        members.erase(std::remove(members.begin(), members.end(), group), members.end());
        if (group < 0 || members.empty()) return;
        const Span evidence = text_.span(passage);
        for (Group& known : found_.groups)
            if (known.group == group) {
                if (members.size() > known.members.size()) known.evidence = evidence;
                for (EntityId id : members)
                    if (std::find(known.members.begin(), known.members.end(), id) == known.members.end())
                        known.members.push_back(id);
                return;
            }
        if (static_cast<int>(found_.groups.size()) < max_groups)
            found_.groups.push_back({group, std::move(members), evidence, rule});
    }

    /// Where a phrase's own words begin: after its preposition.
    int words_begin(int head) const {
        int begin = std::min(tree_.left[head], head);
        for (int c = tree_.first_child[head]; c >= 0 && c < head; c = tree_.next_sibling[c])
            if (tree_.dep[c] == Dep::case_ || tree_.dep[c] == Dep::cop || tree_.dep[c] == Dep::nsubj ||
                tree_.dep[c] == Dep::cc || tree_.dep[c] == Dep::mark)
                begin = std::max(begin, tree_.right[c]);
        while (begin < head && tree_.lower(begin) == ",") ++begin;
        return std::max(begin, head - max_phrase);
    }

    /// "a pact between A and B", "the Quad of A, B and C", "a group of seven countries, A, B, …".
    void between(int noun) {
        for (int t = noun + 1; t < std::min(tree_.size(), noun + 4); ++t) {
            const std::string_view link = tree_.lower(t);
            if (link == "”" || link == "\"" || link == "''") continue;
            if (link != "between" && link != "among" && link != "of" && link != "comprising" && link != "grouping")
                return;
            const int m = over_[noun];
            if (m >= 0 && mentions_.mentions[m].tokens.end > t) return;  // "of" inside a name
            List list = list_from(t + 1);
            for (int u = t + 1; list.members.size() < 2 && u < std::min(tree_.size() - 1, t + 5);
                 ++u)  // "of seven countries, A"
                if (tree_.lower(u) == "," && tree_.tag[u - 1] == Tag::NNS) list = list_from(u + 1);
            // Two names after "of" are as often part of the name itself ("the Bank of A and B").
            const bool common = is_group_noun(noun);
            if (list.members.size() < (link == "of" && !common ? 3u : 2u)) return;
            const int subject = tree_.child(noun, Dep::cop) >= 0 ? tree_.child(noun, Dep::nsubj) : -1;
            EntityId group = subject >= 0 ? group_at(subject) : group_at(noun);
            int begin = subject >= 0 ? words_begin(subject) : words_begin(noun);
            if (subject < 0 && tree_.child(noun, Dep::cop) >= 0 &&
                tree_.is_proper(tree_.left[noun]))  // "X, or the …, is a group of"
                if (const EntityId first = group_at(tree_.left[noun]); first >= 0)
                    group = first, begin = tree_.left[noun];
            return add(group, list.members, {begin, list.end}, "group:between");
        }
    }

    /// A name with a list: "the “Quad” of A, B and C".
    void of_named(int noun) {
        const int m = mention_at(noun);
        if (m < 0 || mentions_.mentions[m].entities.size() != 1) return;
        const EntityInfo& who = mentions_.entities[mentions_.mentions[m].entities[0]];
        if ((who.type == EntityType::organization || who.type == EntityType::other) && who.named &&
            mentions_.mentions[m].kind == MentionKind::name)
            between(noun);
    }

    /// The phrase after a member word: "members of X", "signatories to the treaty".
    int whole_of(int noun) const {
        for (int c = tree_.first_child[noun]; c >= 0; c = tree_.next_sibling[c])
            if (c > noun && tree_.dep[c] == Dep::nmod && (preposition(c) == "of" || preposition(c) == "to")) return c;
        return -1;
    }

    /// "A and B are members of X", "members of X, A and B", "signatories to X include A".
    void members(int noun) {
        const int of = whole_of(noun);
        const EntityId group = of < 0 ? -1 : group_at(of);
        const int head = tree_.head[noun];
        if (group < 0) return;
        const int subject = tree_.child(noun, Dep::nsubj);
        const int phrase_end = phrase_end_of(of);
        if (subject >= 0) {
            if (tree_.child(noun, Dep::cop) >= 0 && !negated(noun))
                add(group, members_at(subject), {words_begin(subject), phrase_end}, "group:member");
            return;
        }
        if (head >= 0 && tree_.dep[noun] == Dep::appos)
            return add(group, members_at(head), {words_begin(head), phrase_end}, "group:member");
        if (preposition(noun) == "as" || preposition(noun) == "among") return before_as(noun, group, phrase_end);
        if (head >= 0 && tree_.dep[noun] == Dep::nsubj && tree_.lemma(head) == "include") {
            const List list = list_from(head + 1);
            return add(group, list.members, {words_begin(noun), list.end}, "group:member");
        }
        if (phrase_end + 1 < tree_.size() && tree_.lower(phrase_end) == ",")
            if (const List list = list_from(phrase_end + 1); list.members.size() >= 2)
                return add(group, list.members, {words_begin(noun), list.end}, "group:member");
    }

    /// End of a phrase without what hangs on it after a comma.
    int phrase_end_of(int head) const {
        const int m = mention_at(head);
        int end = m >= 0 ? std::max(head + 1, mentions_.mentions[m].tokens.end) : head + 1;
        if (end + 2 < tree_.size() && tree_.lower(end) == "(" && tree_.lower(end + 2) == ")") end += 3;
        return end;
    }

    /// "A and B, in their capacity as co-chairs of X": the last list before the phrase.
    void before_as(int noun, EntityId group, int end) {
        for (int t = noun - 1; t >= std::max(0, noun - 14); --t) {
            const List list = named(t) && (t == 0 || !named(t - 1)) ? list_from(t) : List{};
            if (list.members.size() < 2) continue;
            return add(group, list.members, {t, end}, "group:member");
        }
    }

    bool negated(int token) const {
        for (int c = tree_.first_child[token]; c >= 0; c = tree_.next_sibling[c])
            if (tree_.lower(c) == "not" || tree_.lower(c) == "n't" || tree_.lower(c) == "never" ||
                tree_.lower(c) == "n’t")
                return true;
        return false;
    }

    /// "X, which groups A and B", "the alliance comprises A and B".
    void holds(int verb, bool relative) {
        if (negated(verb)) return;
        int subject = tree_.child(verb, Dep::nsubj);
        if (relative) {
            subject = verb - 2;
            while (subject > 0 && tree_.lower(subject) == ",") --subject;
            if (const int m = mention_at(subject); m >= 0) subject = mentions_.mentions[m].head;
        }
        if (subject < 0 || group_at(subject) < 0 || !(tree_.is_proper(subject) || is_group_noun(subject))) return;
        const List list = list_from(verb + 1);
        if (list.members.size() >= 2)
            add(group_at(subject), list.members, {words_begin(subject), list.end}, "group:holds");
    }

    /// "a coalition which was joined by A and B"; who announced or formed it belongs to it too.
    void joined(int verb) {
        if (verb + 1 >= tree_.size() || tree_.lower(verb + 1) != "by" || negated(verb)) return;
        const List list = list_from(verb + 2);
        if (list.members.empty()) return;
        int group = -1;
        for (int t = verb - 1; group < 0 && t >= std::max(0, verb - 12); --t)
            if (tree_.is_noun(t) && is_group_noun(t)) group = t;
        if (group < 0) return;
        EntityIds all;
        int begin = words_begin(group);
        const int maker = tree_.dep[group] == Dep::obj ? tree_.head[group] : -1;
        if (const int subject = maker < 0 ? -1 : tree_.child(maker, Dep::nsubj); subject >= 0 && !negated(maker)) {
            all = members_at(subject);
            if (!all.empty()) begin = words_begin(subject);
        }
        for (EntityId id : list.members)
            if (std::find(all.begin(), all.end(), id) == all.end()) all.push_back(id);
        add(group_at(group), all, {begin, list.end}, "group:joined");
    }

    static constexpr int max_members = 64;
    static constexpr int max_groups = 100;
    static constexpr int max_phrase = 12;  // tokens before a phrase's head

    const Text& text_;
    const Annotation& tree_;
    const Mentions& mentions_;
    const GroupLexicon& lexicon_;
    Findings& found_;
    std::vector<int> over_;
};

}  // namespace

void find_groups(const Document& document, const Lexicon& lexicon, Findings& found) {
    if (document.annotation.size() != static_cast<int>(document.text.tokens.size())) return;
    Groups(document, *lexicon.indexes().groups, found).read();
}

}  // namespace dragoman::findings
