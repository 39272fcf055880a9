/*
 * A helper makes a document as this process would, and sends what came of it. What went well in
 * silence is taken. Any other document is made here once more, in its turn, so that every message
 * is said by one voice, in one order, and knows what was said before.
 */
#include "press/month/helpers.h"

#include <assert.h>
#include <string.h>
#include <sys/wait.h>

/* Fewer are done sooner than a helper has opened its fonts. */
#define ERRANDS_A_HELPER 4

/* In front of the document's bytes, its title and the faces that were opened for it. */
struct reply {
	bool is_clean; /* made, and nothing to say */
	size_t pages, length, pdf_length, title_length;
	bool has_layout;
	int layout;
};

/* The helper's own voice and faces: those of the process that it comes from stay untouched. */
static void become_helper(struct rendering *rendering)
{
	struct run *run = arena_alloc(rendering->run->arena, sizeof *run);

	*run = *rendering->run;
	run->diag = diag_new(&(struct diag_options){ 0 });
	rendering->run = run;
	rendering->styles = NULL;
	rendering->faces = NULL;
	rendering->is_helper = true;
}

/* Those of 64 code points each, in which there is any. */
struct some_characters {
	uint32_t at; /* in bytes, in the map of all */
	uint8_t bits[8];
};

/* Behind their number: of the million code points a document asks a face for a few hundred. */
static void add_characters(struct text *reply, const uint8_t *characters)
{
	const size_t head = reply->length;
	uint32_t count = 0;

	text_add_bytes(reply, (const char *)&count, sizeof count);
	for (uint32_t at = 0; at < FACE_CHARACTERS_BYTES; at += sizeof(uint64_t)) {
		struct some_characters some = { .at = at };
		uint64_t bits;
		memcpy(&bits, characters + at, sizeof bits);
		if (bits == 0)
			continue;
		memcpy(some.bits, &bits, sizeof bits);
		text_add_bytes(reply, (const char *)&some, sizeof some);
		count++;
	}
	memcpy(reply->bytes + head, &count, sizeof count);
}

/* "path\0name\0", number in the file and characters each. */
static void add_faces(struct text *reply, const struct faces *faces)
{
	for (size_t i = 0; faces && i < faces_count(faces); i++) {
		const int index = faces_index(faces, i);
		text_add(reply, faces_path(faces, i));
		text_add_char(reply, '\0');
		text_add(reply, faces_name(faces, i));
		text_add_char(reply, '\0');
		text_add_bytes(reply, (const char *)&index, sizeof index);
		add_characters(reply, faces_asked(faces, i));
	}
}

static void perform_for_other(void *context, size_t number, struct text *reply)
{
	struct rendering *rendering = context;
	struct rendered rendered = { .title = "" };

	if (!rendering->is_helper)
		become_helper(rendering);
	const size_t said = diag_count(rendering->run->diag);
	text_init(&rendered.bytes);
	struct reply head = { .is_clean = rendering_make(
		                                  rendering, &rendering->errands[number], &rendered)
		        && diag_count(rendering->run->diag) == said };
	if (head.is_clean) {
		head.pages = rendered.pages;
		head.title_length = strlen(rendered.title);
		head.length = rendered.bytes.length;
		head.pdf_length = rendered.pdf_length;
		head.has_layout = rendered.has_layout;
		head.layout = rendered.layout;
	}
	text_add_bytes(reply, (const char *)&head, sizeof head);
	text_add_bytes(reply, rendered.bytes.bytes, head.length);
	text_add_bytes(reply, rendered.title, head.title_length);
	add_faces(reply, rendering->faces);
	text_release(&rendered.bytes);
}

/* Faces that were found unsound here are so for each document that follows. */
static bool may_trust(struct rendering *rendering)
{
	return !rendering->faces || faces_sound(rendering->faces);
}

static const char *take_bytes(void *out, const char *at, size_t length)
{
	memcpy(out, at, length);
	return at + length;
}

static void take_faces(struct rendering *rendering, const char *at, const char *end)
{
	while (at < end) {
		uint8_t characters[FACE_CHARACTERS_BYTES] = { 0 };
		struct edition_face face = { .path = at, .characters = characters };
		struct some_characters some;
		uint32_t count;
		face.name = at + strlen(at) + 1;
		at = take_bytes(&face.index, face.name + strlen(face.name) + 1, sizeof face.index);
		at = take_bytes(&count, at, sizeof count);
		for (uint32_t i = 0; i < count; i++) {
			at = take_bytes(&some, at, sizeof some);
			memcpy(characters + some.at, some.bits, sizeof some.bits);
		}
		rendering_note_face(rendering, &face);
	}
}

/* False: it is to be made here. */
static bool take_reply(
        struct rendering *rendering, const struct errand *errand, const struct text *reply)
{
	struct reply head;

	assert(reply->length >= sizeof head);
	memcpy(&head, reply->bytes, sizeof head);
	if (!head.is_clean || !may_trust(rendering))
		return false;
	const char *title = reply->bytes + sizeof head + head.length;
	const struct rendered rendered = { .pages = head.pages,
		.bytes = { .bytes = reply->bytes + sizeof head, .length = head.length },
		.title = arena_strndup(rendering->run->arena, title, head.title_length),
		.pdf_length = head.pdf_length,
		.has_layout = head.has_layout,
		.layout = head.layout };
	take_faces(rendering, title + head.title_length, reply->bytes + reply->length);
	rendering_end(rendering, errand, &rendered, true);
	return true;
}

/* How the helper ended, for the person who asks why. */
static void say_lost(struct rendering *rendering, const struct errand *errand, int status)
{
	struct run *run = rendering->run;
	const char *how = WIFSIGNALED(status)
	        ? arena_printf(run->arena, "signal %d", WTERMSIG(status))
	        : arena_printf(run->arena, "status %d", WEXITSTATUS(status));

	diag_say(run->diag, MSG_HELPER_ENDED,
	        place_file(errand->program ? arena_printf(
	                           run->arena, TEMPLATES_FOLDER "/%s.xml", errand->source)
	                                   : errand->source),
	        errand->name->name, how);
}

bool helpers_perform(struct rendering *rendering, struct crew *crew, size_t number)
{
	const struct errand *errand = &rendering->errands[number];
	struct text reply;
	bool done = false;
	int status;

	text_init(&reply);
	switch (crew_take(crew, number, &reply, &status)) {
	case CREW_DONE:
		done = take_reply(rendering, errand, &reply);
		break;
	case CREW_LOST:
		say_lost(rendering, errand, status);
		rendering_end(rendering, errand, &(struct rendered){ .pages = 0 }, false);
		done = true;
		break;
	case CREW_GONE:
		break;
	}
	text_release(&reply);
	return done;
}

struct crew *helpers_hire(struct rendering *rendering, struct crew_work *work)
{
	const size_t most = rendering->errand_count / ERRANDS_A_HELPER;
	const size_t jobs = rendering->run->jobs < most ? rendering->run->jobs : most;

	*work = (struct crew_work){
		.perform = perform_for_other, .context = rendering, .tasks = rendering->errand_count
	};
	return jobs > 1 ? crew_new(work, jobs) : NULL;
}
