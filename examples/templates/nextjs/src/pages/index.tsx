import dynamic from 'next/dynamic';
import Head from 'next/head';

// Phaser needs a browser: the server must not import the game.
const AppWithoutSSR = dynamic(() => import('@/App'), { ssr: false });

export default function Home() {
  return (
    <>
      <Head>
        <title>Phaser and Next.js</title>
        <link rel="icon" href="data:," />
      </Head>
      <AppWithoutSSR />
    </>
  );
}
