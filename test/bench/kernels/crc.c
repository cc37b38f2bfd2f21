// SPDX-License-Identifier: MIT
// One item: a byte that goes into a 32-bit checksum by table.
static unsigned int table[256];
static unsigned char data[4096];

static unsigned int checksum(unsigned int crc, const unsigned char *bytes, unsigned long length)
{
	while (length--)
		crc = table[(crc ^ *bytes++) & 0xff] ^ (crc >> 8);
	return crc;
}

unsigned long kernel(unsigned long n)
{
	unsigned int i, bit, crc = ~0U;
	unsigned long done;

	for (i = 0; i < 256; i++) {
		unsigned int value = i;

		for (bit = 0; bit < 8; bit++)
			value = value & 1 ? (value >> 1) ^ 0x82f63b78U : value >> 1;
		table[i] = value;
	}
	for (i = 0; i < sizeof(data); i++)
		data[i] = (unsigned char)(i * 31 + (i >> 5));
	for (done = 0; done < n; done += sizeof(data))
		crc = checksum(crc, data, sizeof(data));
	return crc;
}
