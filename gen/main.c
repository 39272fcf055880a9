/* Where it starts; everything else is in app/. */
#include "app/run.h"
#include "base/memory.h"

int main(int argc, char **argv)
{
	memory_prepare();
	return run_main(argc, argv);
}
