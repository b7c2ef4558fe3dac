# what the platform mounts by itself: a config map and a secret
CustomTask('load', image_name='load')
