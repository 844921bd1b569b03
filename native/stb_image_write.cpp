// stb_image_write's one definition. It writes to memory alone: files are written by io::save_file,
// whole or not at all.
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STBI_WRITE_NO_STDIO
#include <stb/stb_image_write.h>
